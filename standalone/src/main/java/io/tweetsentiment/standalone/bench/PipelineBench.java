package io.tweetsentiment.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tweetsentiment.cli.CommandException;
import io.tweetsentiment.cli.ExitCode;
import io.tweetsentiment.standalone.bench.live.ProcessTree;
import io.tweetsentiment.standalone.bench.live.ResidentMemory;
import io.tweetsentiment.standalone.bench.live.StandaloneProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the standalone command in its own process and measures its memory. */
final class PipelineBench {

  private static final long BETWEEN_LOOKS_MS = 250;
  private static final double MEBIBYTE = 1024 * 1024;

  private PipelineBench() {}

  /**
   * What was measured.
   *
   * @param figures seconds from the first request of the producer until the run is complete; tweets
   *     per second; peak resident memory of all processes together, in MiB; seconds from the start
   *     until all parts run; processor time of all processes from their start to their end, in
   *     seconds and in microseconds a tweet
   * @param timeline see {@link TimelineTable}
   */
  record Result(Map<String, Double> figures, JsonNode timeline) {}

  /**
   * Runs.
   *
   * @param options further options of the standalone command; {@code --once}, {@code --data} and
   *     {@code --report} are set here
   * @return the figures, and the timeline of the run's report
   */
  static Result run(List<String> options) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), "bench-");
    try {
      Path report = folder.resolve("report.json");
      Path data = folder.resolve("data");
      Process process = start(options, data, report);
      ProcessTree tree = ProcessTree.of(process, data);
      long peak = 0;
      while (!process.waitFor(BETWEEN_LOOKS_MS, TimeUnit.MILLISECONDS)) {
        peak = Math.max(peak, ResidentMemory.of(tree.look()));
      }
      if (process.exitValue() == ExitCode.BAD_INPUT) {
        throw CommandException.badInput("the run refused its options, see above.");
      }
      if (process.exitValue() != ExitCode.DONE) {
        throw CommandException.failed(
            "the run failed with exit code " + process.exitValue() + ", see above.");
      }
      JsonNode json = new ObjectMapper().readTree(report.toFile());
      return new Result(figures(json, peak, tree.used()), json.path("timeline"));
    } finally {
      TemporaryFolder.delete(folder);
    }
  }

  private static Process start(List<String> options, Path data, Path report) throws IOException {
    List<String> all = new ArrayList<>(List.of("--once", "--data", data.toString()));
    all.addAll(List.of("--report", report.toString()));
    all.addAll(options);
    return StandaloneProcess.start(all);
  }

  private static Map<String, Double> figures(JsonNode report, long peakBytes, Duration processor) {
    double seconds = report.path("seconds").asDouble();
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("tweets", report.path("received").asDouble());
    figures.put("seconds", seconds);
    figures.put("tweets_per_second", report.path("received").asDouble() / seconds);
    figures.put("peak_memory_mb", peakBytes / MEBIBYTE);
    figures.put("start_seconds", report.path("start_seconds").asDouble());
    figures.put("cpu_seconds", processor.toMillis() / 1000.0);
    figures.put(
        "process_cpu_micros",
        processor.toNanos() / 1000.0 / Math.max(1, report.path("received").asDouble()));
    return figures;
  }
}
