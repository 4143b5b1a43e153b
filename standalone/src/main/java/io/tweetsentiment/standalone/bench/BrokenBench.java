package io.tweetsentiment.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tweetsentiment.cli.CommandException;
import io.tweetsentiment.standalone.bench.broken.BrokenMix;
import io.tweetsentiment.standalone.bench.broken.Findings;
import io.tweetsentiment.standalone.bench.broken.ObservedRun;
import io.tweetsentiment.standalone.parts.Port;
import io.tweetsentiment.standalone.parts.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Runs the standalone command over a mix of good and broken records. */
final class BrokenBench {

  private static final long BETWEEN_LOOKS_MS = 1_000;
  private static final long STOP_SECONDS = 90;
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
    Path data = folder.resolve("data");
    Process process = StandaloneProcess.start(options(mix, data));
    LiveRun run = new LiveRun(process, ProcessTree.of(process, data), ports);
    long started = System.nanoTime();
    try {
      Findings findings = mix.follow(ports, run);
      return new Result(figures(findings, run, started), findings);
    } finally {
      end(process);
    }
  }

  /** Ends the process as ctrl-C does; after a time limit, kills it and its children. */
  private static void end(Process process) throws InterruptedException {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private List<String> options(BrokenMix mix, Path data) {
    List<String> options = new ArrayList<>();
    mix.files().forEach(file -> options.addAll(List.of("--tweets", file.toString())));
    options.addAll(List.of("--data", data.toString()));
    options.addAll(List.of("--port-offset", Integer.toString(ports.offset())));
    return options;
  }

  private static Map<String, Double> figures(Findings findings, LiveRun run, long started) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("broken_records", (double) findings.broken());
    figures.put("broken_accounted", (double) findings.accounted());
    figures.put("good_records", (double) findings.good());
    figures.put("good_merged", (double) findings.merged());
    // Always 0: the benchmark does not restart the run, so a run that ends fails the benchmark.
    figures.put("restarts", 0.0);
    figures.put("peak_memory_mb", run.peak / MEBIBYTE);
    figures.put("seconds", (System.nanoTime() - started) / 1e9);
    return figures;
  }

  /** The process and its page. */
  private static final class LiveRun implements ObservedRun {

    private final Process process;
    private final ProcessTree tree;
    private final HttpRequest status;
    private final HttpClient http = HttpClient.newHttpClient();
    private long peak;

    private LiveRun(Process process, ProcessTree tree, Ports ports) {
      this.process = process;
      this.tree = tree;
      this.status =
          HttpRequest.newBuilder(URI.create(ports.url(Port.PAGE) + "/status")).GET().build();
    }

    @Override
    public void awaitUp() throws Exception {
      while (!Set.of("running", "complete").contains(state())) {
        pause();
      }
    }

    @Override
    public void pause() throws Exception {
      if (process.waitFor(BETWEEN_LOOKS_MS, TimeUnit.MILLISECONDS)) {
        throw CommandException.failed(
            "the run ended with exit code " + process.exitValue() + ", see above.");
      }
      peak = Math.max(peak, ResidentMemory.of(tree.processes()));
    }

    private String state() throws InterruptedException {
      try {
        JsonNode answer =
            new ObjectMapper()
                .readTree(http.send(status, HttpResponse.BodyHandlers.ofString()).body());
        return answer.path("state").asText();
      } catch (IOException e) {
        return "not up";
      }
    }
  }
}
