package io.tweetsentiment.standalone.bench;

import io.tweetsentiment.cli.CommandException;
import io.tweetsentiment.emulators.comprehend.ComprehendEmulator;
import io.tweetsentiment.sentiment.EngineUsage;
import io.tweetsentiment.sentiment.Engines;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.standalone.parts.LocalEndpoints;
import io.tweetsentiment.standalone.parts.ModelScores;
import io.tweetsentiment.standalone.parts.Ports;
import io.tweetsentiment.standalone.parts.RunningParts;
import io.tweetsentiment.streams.StreamsApp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Measures how well the streams app uses an engine outside the process: the emulated Comprehend
 * with a latency of 100 ms, over a backlog of English tweets.
 */
final class ScoringBench {

  private static final int QUOTA_CALLS = 10;
  private static final int BATCH = 25;
  private static final int IN_FLIGHT = 16;
  private static final int SEQUENTIAL = 30;
  private static final long BETWEEN_LOOKS_MS = 10;
  private static final double NANOS = 1e9;

  private final int seconds;
  private final List<String> texts;
  private final Ports ports;
  private final Map<String, Double> figures = new LinkedHashMap<>();

  /**
   * A benchmark.
   *
   * @param seconds how long the limited part takes
   * @param texts texts of which the share that the cache saves is measured
   */
  ScoringBench(int seconds, List<String> texts, Ports ports) {
    this.seconds = seconds;
    this.texts = texts;
    this.ports = ports;
  }

  /**
   * Runs.
   *
   * @return share of 250 documents a second that is reached when the service accepts 10 calls a
   *     second; documents a second without a limit, with 16 calls in flight; how many times as fast
   *     that is as one call a tweet in sequence; share of the documents that the cache saves
   */
  Map<String, Double> run() throws Exception {
    ports.requireFree();
    LocalEndpoints.useLocalCredentials();
    Path folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), "bench-");
    try (RunningParts parts = new RunningParts()) {
      BenchCluster cluster = BenchCluster.start(folder, ports, parts);
      fill(QUOTA_CALLS * BATCH * seconds, cluster);
      String quota = Integer.toString(QUOTA_CALLS);
      double limited = rate("quota", quota, cluster);
      figures.put("limited_documents_per_second", limited);
      figures.put("quota_share", limited / (QUOTA_CALLS * BATCH));
      fill(QUOTA_CALLS * BATCH * seconds * 10, cluster);
      double unlimited = rate("unlimited", "0", cluster);
      figures.put("unlimited_documents_per_second", unlimited);
      figures.put("sequential_ratio", unlimited / sequential());
      figures.put("cache_saved_share", cached());
    } finally {
      TemporaryFolder.delete(folder);
    }
    return figures;
  }

  private static void fill(int count, BenchCluster cluster) {
    new Backlog(count, Instant.now(), tweet -> "en".equals(tweet.getLang()))
        .fill(cluster.broker().clientProperties(), cluster.registry().address());
  }

  /** Documents a second that the service accepts, from its first accepted call to its last. */
  private double rate(String name, String callsPerSecond, BenchCluster cluster) throws Exception {
    try (ComprehendEmulator comprehend = emulator("PT0.1S", callsPerSecond);
        SentimentEngine engine = engine(comprehend, callsPerSecond, "0");
        StreamsApp app = new StreamsApp(cluster.streams("bench-" + name, Map.of()), engine)) {
      app.start();
      long first = 0;
      long firstDocuments = 0;
      long last = 0;
      long documents = 0;
      while (documents == 0 || app.counters().get("pending") > 0) {
        if (app.termination().isDone()) {
          throw CommandException.failed("the streams app ended early, see above.");
        }
        TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MS);
        long seen = comprehend.documents();
        if (seen > documents) {
          documents = seen;
          last = System.nanoTime();
          if (first == 0) {
            first = last;
            firstDocuments = documents;
          }
        }
      }
      figures.put(name + "_throttled_calls", (double) comprehend.throttled());
      return (documents - firstDocuments) / ((last - first) / NANOS);
    }
  }

  private double sequential() throws Exception {
    try (ComprehendEmulator comprehend = emulator("PT0.1S", "0");
        SentimentEngine engine = engine(comprehend, "0", "0")) {
      engine.score("en", List.of("warm")).get();
      long started = System.nanoTime();
      for (int i = 0; i < SEQUENTIAL; i++) {
        engine.score("en", List.of(texts.get(i % texts.size()))).get();
      }
      return SEQUENTIAL / ((System.nanoTime() - started) / NANOS);
    }
  }

  private double cached() throws Exception {
    try (ComprehendEmulator comprehend = emulator("PT0S", "0");
        SentimentEngine engine = engine(comprehend, "0", "33554432")) {
      List<CompletableFuture<?>> batches = new ArrayList<>();
      for (int i = 0; i < texts.size(); i += BATCH) {
        List<String> batch = texts.subList(i, Math.min(texts.size(), i + BATCH));
        batches.add(engine.score("en", batch));
        if (batches.size() == IN_FLIGHT) {
          CompletableFuture.allOf(batches.toArray(CompletableFuture[]::new)).get();
          batches.clear();
        }
      }
      CompletableFuture.allOf(batches.toArray(CompletableFuture[]::new)).get();
      EngineUsage usage = engine.usage().get(0);
      return (double) usage.cached() / (usage.cached() + usage.documents());
    }
  }

  private static ComprehendEmulator emulator(String latency, String callsPerSecond) {
    return ComprehendEmulator.start(
        Map.of("comprehend.latency", latency, "comprehend.calls.per.second", callsPerSecond),
        Clock.systemUTC(),
        new ModelScores());
  }

  private static SentimentEngine engine(
      ComprehendEmulator comprehend, String callsPerSecond, String cacheBytes) {
    return Engines.open(
        "comprehend",
        Map.of(
            "aws.endpoint",
            comprehend.uri().toString(),
            "aws.region",
            LocalEndpoints.REGION,
            "comprehend.calls.per.second",
            callsPerSecond,
            "comprehend.documents.per.second",
            "0",
            "comprehend.max.in.flight",
            Integer.toString(IN_FLIGHT),
            "comprehend.cache.bytes",
            cacheBytes));
  }
}
