package io.tweetsentiment.standalone.bench;

import io.tweetsentiment.standalone.bench.broken.BrokenMix;
import io.tweetsentiment.standalone.bench.broken.Findings;
import io.tweetsentiment.standalone.bench.live.LiveRun;
import io.tweetsentiment.standalone.parts.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Runs the standalone command over a mix of good and broken records. */
final class BrokenBench {

  private static final double MEBIBYTE = 1024 * 1024;

  private final long seed;
  private final int count;
  private final Pattern kinds;
  private final Ports ports;

  BrokenBench(long seed, int count, Pattern kinds, Ports ports) {
    this.seed = seed;
    this.count = count;
    this.kinds = kinds;
    this.ports = ports;
  }

  /**
   * The figures of a run and the findings.
   *
   * @param figures by name, in the order of the table
   */
  record Result(Map<String, Double> figures, Findings findings) {}

  /** Runs on an empty data folder, which is deleted afterwards. */
  Result run() throws Exception {
    ports.requireFree();
    Path folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), "bench-");
    try {
      return run(folder);
    } finally {
      TemporaryFolder.delete(folder);
    }
  }

  private Result run(Path folder) throws Exception {
    BrokenMix mix = BrokenMix.write(folder, seed, count, kinds);
    List<String> options = new ArrayList<>();
    mix.files().forEach(file -> options.addAll(List.of("--tweets", file.toString())));
    long started = System.nanoTime();
    try (LiveRun run = LiveRun.start(options, folder.resolve("data"), ports)) {
      Findings findings = mix.follow(ports, run);
      return new Result(figures(findings, run, started), findings);
    }
  }

  private static Map<String, Double> figures(Findings findings, LiveRun run, long started) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("broken_records", (double) findings.broken());
    figures.put("broken_accounted", (double) findings.accounted());
    figures.put("good_records", (double) findings.good());
    figures.put("good_merged", (double) findings.merged());
    // Always 0: the benchmark does not restart the run, so a run that ends fails the benchmark.
    figures.put("restarts", 0.0);
    figures.put("peak_memory_mb", run.peakBytes() / MEBIBYTE);
    figures.put("seconds", (System.nanoTime() - started) / 1e9);
    return figures;
  }
}
