package io.tweetsentiment.standalone;

import io.tweetsentiment.emulators.comprehend.ComprehendEmulator;
import io.tweetsentiment.emulators.kinesis.KinesisEmulator;
import io.tweetsentiment.emulators.kinesis.KinesisOptions;
import io.tweetsentiment.emulators.corpus.TweetCorpus;
import io.tweetsentiment.emulators.x.XEmulator;
import io.tweetsentiment.emulators.x.XOptions;
import io.tweetsentiment.standalone.parts.InProcess;
import io.tweetsentiment.standalone.parts.ObjectStore;
import io.tweetsentiment.standalone.parts.Parts;
import io.tweetsentiment.standalone.parts.Port;
import io.tweetsentiment.standalone.parts.Ports;
import java.time.Clock;
import java.time.Duration;

/** What stands here for Amazon and X: S3, Kinesis, Comprehend and the X API. */
final class Endpoints {

  /** The Kinesis stream of the pipeline. */
  static final String STREAM = "tweets";

  /** The region that the local endpoints are in. */
  static final String REGION = "us-east-1";

  /**
   * Shards of the stream: more than one, so that what must hold across shards is always exercised.
   */
  private static final int SHARDS = 2;

  /**
   * A file may hold the tweets of this minute, and X would refuse a search to the end of their
   * slice.
   */
  private static final Clock AHEAD = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

  private final String host;
  private final Ports ports;
  private final Parts parts;

  private Endpoints(String host, Ports ports, Parts parts) {
    this.host = host;
    this.ports = ports;
    this.parts = parts;
  }

  /** Makes the AWS clients of this process sign with the credentials of the local endpoints. */
  static void useLocalCredentials() {
    System.setProperty("aws.accessKeyId", ObjectStore.ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", ObjectStore.SECRET_KEY);
    System.setProperty("aws.region", REGION);
  }

  /**
   * Starts all four, with the bucket and the stream in them; Comprehend is the last.
   *
   * @param host address to listen on
   * @param corpus what the X API serves
   * @param parts takes charge of each that has started
   */
  static void start(DataFolder data, String host, Ports ports, TweetCorpus corpus, Parts parts)
      throws Exception {
    new Endpoints(host, ports, parts).start(data, corpus);
  }

  private void start(DataFolder data, TweetCorpus corpus) throws Exception {
    parts.add(ObjectStore.start(data.resolve("s3"), host, ports));
    KinesisEmulator kinesis =
        KinesisEmulator.start(
            KinesisOptions.in(data.resolve("kinesis")).withPort(ports.of(Port.KINESIS)), host);
    add(Port.KINESIS, kinesis::close);
    new Stream("http://" + host + ":" + ports.of(Port.KINESIS), REGION).create(STREAM, SHARDS);
    XEmulator x =
        XEmulator.start(
            XOptions.defaults().withPort(ports.of(Port.X_API)).withClock(AHEAD), host, corpus);
    add(Port.X_API, x::close);
    ComprehendEmulator comprehend =
        ComprehendEmulator.start(
            ComprehendFaults.of(System.getenv()).withPort(ports.of(Port.COMPREHEND)), host);
    add(Port.COMPREHEND, comprehend::close);
  }

  private void add(Port port, Runnable stop) {
    parts.add(new InProcess(port.partName(), ports.url(port), () -> true, stop));
  }
}
