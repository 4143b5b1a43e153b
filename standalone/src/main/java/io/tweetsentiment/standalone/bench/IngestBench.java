package io.tweetsentiment.standalone.bench;

import io.tweetsentiment.cli.CommandException;
import io.tweetsentiment.emulators.corpus.FileCorpus;
import io.tweetsentiment.emulators.corpus.SampleCorpus;
import io.tweetsentiment.emulators.corpus.TimeSpan;
import io.tweetsentiment.emulators.corpus.TweetCorpus;
import io.tweetsentiment.emulators.kinesis.KinesisEmulator;
import io.tweetsentiment.emulators.x.XEmulator;
import io.tweetsentiment.producer.IngestConfig;
import io.tweetsentiment.producer.IngestOutcome;
import io.tweetsentiment.producer.IngestRun;
import io.tweetsentiment.standalone.bench.live.ResidentMemory;
import io.tweetsentiment.standalone.parts.LocalEndpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Measures the producer against the emulated X and the emulated Kinesis: how much several workers
 * help while X takes its time, and how fast it is when X answers at once.
 */
final class IngestBench {

  private static final int LATENCY_MS = 200;
  private static final Duration SLICE = Duration.ofMinutes(15);
  private static final int MANY_WORKERS = 8;
  private static final double MEBIBYTE = 1024 * 1024;

  private final List<Path> tweets;

  /**
   * A benchmark.
   *
   * @param tweets files of tweets; empty for the generated sample
   */
  IngestBench(List<Path> tweets) {
    this.tweets = tweets;
  }

  /**
   * Runs.
   *
   * @return number of tweets; seconds with one worker and with eight while each answer of X takes
   *     200 ms, and their ratio; tweets a second with eight workers when X answers at once;
   *     resident memory of this process at the end, which includes the emulators
   */
  Map<String, Double> run() throws Exception {
    LocalEndpoints.useLocalCredentials();
    TweetCorpus corpus = tweets.isEmpty() ? new SampleCorpus() : FileCorpus.read(tweets);
    Path folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), "bench-");
    try {
      Path slow = folder.resolve("slow.txt");
      Files.writeString(slow, "1-* latency " + LATENCY_MS + "\n");
      Map<String, String> late = Map.of("x.script", slow.toString());
      Map<String, Double> figures = new LinkedHashMap<>();
      // The first run warms up.
      measure(corpus, Map.of(), MANY_WORKERS, folder.resolve("warm"), figures);
      double fast = measure(corpus, Map.of(), MANY_WORKERS, folder.resolve("fast"), figures);
      double many = measure(corpus, late, MANY_WORKERS, folder.resolve("many"), figures);
      double one = measure(corpus, late, 1, folder.resolve("one"), figures);
      figures.put("seconds_1_worker", one);
      figures.put("seconds_8_workers", many);
      figures.put("worker_ratio_8_to_1", one / many);
      figures.put("tweets_per_second", figures.get("tweets") / fast);
      figures.put("peak_memory_mb", ResidentMemory.of(List.of(ProcessHandle.current())) / MEBIBYTE);
      return figures;
    } finally {
      TemporaryFolder.delete(folder);
    }
  }

  /** Seconds of one run. */
  private double measure(
      TweetCorpus corpus,
      Map<String, String> xSettings,
      int workers,
      Path folder,
      Map<String, Double> figures)
      throws Exception {
    Files.createDirectories(folder);
    Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
    try (KinesisEmulator kinesis = KinesisEmulator.start(folder, Map.of(), Clock.systemUTC());
        XEmulator x = XEmulator.start(xSettings, ahead, corpus);
        KinesisClient client = client(kinesis)) {
      client.createStream(request -> request.streamName(LocalEndpoints.STREAM).shardCount(2));
      IngestConfig config = IngestConfig.of(settings(corpus, x, kinesis, workers, folder));
      long started = System.nanoTime();
      try (IngestRun run = IngestRun.open(config)) {
        IngestOutcome outcome = run.start().get();
        double seconds = (System.nanoTime() - started) / 1e9;
        if (outcome != IngestOutcome.COMPLETE) {
          throw CommandException.failed("the producer ended with " + outcome + ", see above.");
        }
        figures.put("tweets", (double) run.progress().tweets());
        return seconds;
      }
    }
  }

  private static Map<String, String> settings(
      TweetCorpus corpus, XEmulator x, KinesisEmulator kinesis, int workers, Path folder)
      throws IOException {
    TimeSpan span =
        corpus
            .span(corpus.topics(), SLICE)
            .orElseThrow(() -> CommandException.badInput("--tweets: the files contain no tweet."));
    return Map.ofEntries(
        Map.entry("topics", IngestConfig.topics(corpus.topics())),
        Map.entry("from", span.start().toString()),
        Map.entry("to", span.end().toString()),
        Map.entry("workers", Integer.toString(workers)),
        Map.entry("x.base.url", x.uri().toString()),
        Map.entry("x.bearer.token", "local"),
        Map.entry("x.http.version", "1.1"),
        Map.entry("kinesis.stream", LocalEndpoints.STREAM),
        Map.entry("aws.endpoint", kinesis.uri().toString()),
        Map.entry("aws.region", LocalEndpoints.REGION),
        Map.entry("schema.registry.url", "mock://bench-ingest"),
        Map.entry("checkpoint.file", folder.resolve("checkpoints.jsonl").toString()));
  }

  private static KinesisClient client(KinesisEmulator kinesis) {
    return KinesisClient.builder()
        .endpointOverride(kinesis.uri())
        .region(Region.of(LocalEndpoints.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }
}
