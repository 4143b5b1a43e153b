package io.tweetsentiment.standalone.parts;

import io.tweetsentiment.emulators.comprehend.ComprehendEmulator;
import io.tweetsentiment.emulators.corpus.TweetCorpus;
import io.tweetsentiment.emulators.kinesis.KinesisEmulator;
import io.tweetsentiment.emulators.x.XEmulator;
import io.tweetsentiment.settings.Settings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The local replacements for the services of AWS and X: S3, Kinesis, Comprehend and the X API. */
public final class LocalEndpoints {

  /** The Kinesis stream of the pipeline. */
  public static final String STREAM = "tweets";

  /** The region that the local endpoints are in. */
  public static final String REGION = "us-east-1";

  /** Shards of the stream: more than one, so that every run exercises more than one shard. */
  private static final int SHARDS = 2;

  /**
   * The clock of the X emulator runs one hour ahead: a file may contain tweets of this minute, and
   * X refuses a search whose end is in the future.
   */
  private static final Clock AHEAD = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

  private final String host;
  private final Ports ports;
  private final RunningParts parts;

  private LocalEndpoints(String host, Ports ports, RunningParts parts) {
    this.host = host;
    this.ports = ports;
    this.parts = parts;
  }

  /** Sets the credentials of the local endpoints for the AWS clients of this process. */
  public static void useLocalCredentials() {
    System.setProperty("aws.accessKeyId", ObjectStore.ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", ObjectStore.SECRET_KEY);
    System.setProperty("aws.region", REGION);
  }

  /**
   * Starts the endpoints and creates the bucket and the stream. Comprehend starts last.
   *
   * @param data folder for their data
   * @param host address to listen on
   * @param corpus the tweets that the X API returns; empty for no X API
   * @param settings the emulators' settings, see {@link EmulatorSettings}
   * @param parts collects each endpoint that has started
   */
  public static void start(
      Path data,
      String host,
      Ports ports,
      Optional<TweetCorpus> corpus,
      Settings settings,
      RunningParts parts)
      throws Exception {
    new LocalEndpoints(host, ports, parts).start(data, corpus, settings);
  }

  private void start(Path data, Optional<TweetCorpus> corpus, Settings settings) throws Exception {
    parts.add(ObjectStore.start(data.resolve("s3"), host, ports));
    KinesisEmulator kinesis =
        KinesisEmulator.start(
            data.resolve("kinesis"), settings, Clock.systemUTC(), address(Port.KINESIS));
    add(Port.KINESIS, kinesis::close);
    new KinesisStreams("http://" + host + ":" + ports.of(Port.KINESIS), REGION)
        .create(STREAM, SHARDS);
    if (corpus.isPresent()) {
      XEmulator x = XEmulator.start(settings, AHEAD, address(Port.X_API), corpus.get());
      add(Port.X_API, x::close);
    }
    ComprehendEmulator comprehend =
        ComprehendEmulator.start(
            settings, Clock.systemUTC(), address(Port.COMPREHEND), new ModelScores());
    add(Port.COMPREHEND, comprehend::close);
  }

  private InetSocketAddress address(Port port) {
    return new InetSocketAddress(host, ports.of(port));
  }

  private void add(Port port, Runnable stop) {
    parts.add(new InProcessPart(port.partName(), ports.url(port), () -> true, stop));
  }
}
