package io.tweetsentiment.standalone.bench;

import com.sun.management.OperatingSystemMXBean;
import io.tweetsentiment.cli.CommandException;
import io.tweetsentiment.schemas.SentimentAggregate;
import io.tweetsentiment.sentiment.Engines;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.standalone.parts.Broker;
import io.tweetsentiment.standalone.parts.Ports;
import io.tweetsentiment.standalone.parts.RunningParts;
import io.tweetsentiment.streams.StreamsApp;
import io.tweetsentiment.streams.StreamsSettings;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Measures how fast the streams app processes a backlog, with a broker in the same process as in
 * the pipeline.
 */
final class StreamsBench {

  private static final String APPLICATION = "bench";
  private static final long BETWEEN_LOOKS_MS = 20;
  private static final double NANOS = 1e9;

  private final int count;
  private final String model;
  private final Map<String, String> given;
  private final Ports ports;
  private final Map<String, Double> figures = new LinkedHashMap<>();

  StreamsBench(int count, String model, Map<String, String> given, Ports ports) {
    this.count = count;
    this.model = model;
    this.given = given;
    this.ports = ports;
  }

  /**
   * Runs.
   *
   * @return seconds from the start of the app until everything is merged and aggregated, and tweets
   *     per second over that time and over its second half; seconds until the first tweet was read
   *     and until the first was merged; the largest number of tweets that waited for their
   *     sentiment; CPU time of the stream threads, and of the whole process (including broker and
   *     engine), in microseconds per tweet; seconds to stop; changelog records per tweet, and bytes
   *     per tweet in all topics; the steady rates of the two {@link StreamsBaseline baselines} in
   *     the same process, and the share of each that the app reaches
   */
  Map<String, Double> run() throws Exception {
    ports.requireFree();
    Path folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), "bench-");
    try (RunningParts parts = new RunningParts()) {
      BenchCluster cluster = BenchCluster.start(folder, ports, parts);
      new Backlog(count, Instant.now())
          .fill(cluster.broker().clientProperties(), cluster.registry().address());
      measure(cluster.streams(APPLICATION, given));
      figures.putAll(TopicVolume.perTweet(cluster.broker().clientProperties(), APPLICATION, count));
      compare("passthrough", false, cluster);
      compare("stateful", true, cluster);
    } finally {
      TemporaryFolder.delete(folder);
    }
    return figures;
  }

  private void measure(StreamsSettings settings) throws InterruptedException {
    try (SentimentEngine engine = Engines.open("local", Map.of("local.model", model))) {
      StreamsApp app = new StreamsApp(settings, engine);
      long stopping;
      try {
        long cpuBefore = processCpuNanos();
        long started = System.nanoTime();
        app.start();
        watch(app, started);
        figures.put("process_cpu_micros", (processCpuNanos() - cpuBefore) / 1e3 / count);
      } finally {
        stopping = System.nanoTime();
        app.close();
      }
      figures.put("stop_seconds", (System.nanoTime() - stopping) / NANOS);
    }
  }

  private void compare(String name, boolean isStateful, BenchCluster cluster)
      throws InterruptedException {
    String output = "baseline-" + name;
    try (Admin admin = Admin.create(cluster.broker().clientProperties())) {
      admin
          .createTopics(List.of(new NewTopic(output, Broker.PARTITIONS, (short) 1)))
          .all()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    }
    StreamsSettings settings = cluster.streams(output, given);
    double rate = new StreamsBaseline(settings, output, isStateful).steadyRate(count);
    figures.put(name + "_tweets_per_second", rate);
    figures.put(name + "_share", figures.get("steady_tweets_per_second") / rate);
  }

  private void watch(StreamsApp app, long started) throws InterruptedException {
    double firstRead = 0;
    double firstMerged = 0;
    long mostPending = 0;
    double halfRead = 0;
    double seconds;
    while (true) {
      Map<String, Long> counters = app.counters();
      seconds = (System.nanoTime() - started) / NANOS;
      firstRead = firstRead == 0 && counters.get("received") > 0 ? seconds : firstRead;
      halfRead = halfRead == 0 && counters.get("received") >= count / 2 ? seconds : halfRead;
      firstMerged = firstMerged == 0 && counters.get("merged") > 0 ? seconds : firstMerged;
      mostPending = Math.max(mostPending, counters.get("pending"));
      if (counters.get("received") == count && counters.get("pending") == 0 && isSummed(app)) {
        break;
      }
      if (app.termination().isDone()) {
        throw CommandException.failed(
            "the streams app ended early; its counters are " + counters + ".");
      }
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MS);
    }
    figures.put("tweets", (double) count);
    figures.put("seconds", seconds);
    figures.put("tweets_per_second", count / seconds);
    figures.put("steady_tweets_per_second", (count - count / 2) / (seconds - halfRead));
    figures.put("first_read_seconds", firstRead);
    figures.put("first_merged_seconds", firstMerged);
    figures.put("most_pending", (double) mostPending);
    figures.put("stream_cpu_micros", cpuSeconds() * 1e6 / count);
  }

  private static boolean isSummed(StreamsApp app) {
    long summed = 0;
    for (SentimentAggregate window : app.windows(null, null, null)) {
      summed += window.getCountTweets() + window.getCountUnscored();
    }
    return app.state() == KafkaStreams.State.RUNNING && summed == app.counters().get("merged");
  }

  private static long processCpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** CPU time of the stream threads that are running now. */
  private static double cpuSeconds() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double nanos = 0;
    for (ThreadInfo thread : threads.dumpAllThreads(false, false)) {
      if (thread.getThreadName().contains("StreamThread")
          && !thread.getThreadName().contains("producer")) {
        nanos += threads.getThreadCpuTime(thread.getThreadId());
      }
    }
    return nanos / NANOS;
  }
}
