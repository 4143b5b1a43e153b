package io.tweetsentiment.standalone.bench;

import io.tweetsentiment.standalone.bench.latency.LatencyMeasurement;
import io.tweetsentiment.standalone.bench.live.LiveRun;
import io.tweetsentiment.standalone.parts.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs the standalone command on 15 minutes of its sample and measures a load beside it. */
final class LatencyBench {

  private static final String SAMPLE_END = "2026-03-02T00:15:00Z";
  private static final double MEBIBYTE = 1024 * 1024;

  private final double rate;
  private final int seconds;
  private final Ports ports;

  /**
   * A benchmark.
   *
   * @param rate tweets a second
   * @param seconds how long tweets are put once the run is warm
   */
  LatencyBench(double rate, int seconds, Ports ports) {
    this.rate = rate;
    this.seconds = seconds;
    this.ports = ports;
  }

  /** Runs on an empty data folder, which is deleted afterwards. */
  Map<String, Double> run() throws Exception {
    ports.requireFree();
    Path folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), "bench-");
    try (LiveRun run = LiveRun.start(List.of("--to", SAMPLE_END), folder.resolve("data"), ports)) {
      Map<String, Double> figures =
          new LatencyMeasurement(rate, seconds, CorpusTweet.sample()).of(ports, run);
      figures.put("peak_memory_mb", run.peakBytes() / MEBIBYTE);
      return figures;
    } finally {
      TemporaryFolder.delete(folder);
    }
  }
}
