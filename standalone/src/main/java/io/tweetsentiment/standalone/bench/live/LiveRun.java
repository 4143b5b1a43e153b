package io.tweetsentiment.standalone.bench.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tweetsentiment.cli.CommandException;
import io.tweetsentiment.standalone.parts.Port;
import io.tweetsentiment.standalone.parts.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The standalone command in a process of its own, observed through its page.
 *
 * <p>Threading: used by one thread.
 */
public final class LiveRun implements ObservedRun, AutoCloseable {

  private static final long BETWEEN_LOOKS_MS = 1_000;
  private static final long BETWEEN_LOOKS_AT_THE_START_MS = 100;
  private static final long STOP_SECONDS = 90;

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

  /**
   * Starts the command.
   *
   * @param options its options besides the data folder and the ports
   * @param data its data folder
   */
  public static LiveRun start(List<String> options, Path data, Ports ports) throws IOException {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("--data", data.toString()));
    all.addAll(List.of("--port-offset", Integer.toString(ports.offset())));
    Process process = StandaloneProcess.start(all);
    return new LiveRun(process, ProcessTree.of(process, data), ports);
  }

  @Override
  public void awaitUp() throws Exception {
    while (!Set.of("running", "complete").contains(state())) {
      requireAlive(BETWEEN_LOOKS_AT_THE_START_MS);
    }
  }

  @Override
  public void pause() throws Exception {
    requireAlive(BETWEEN_LOOKS_MS);
    peak = Math.max(peak, ResidentMemory.of(tree.look()));
  }

  /** The largest resident memory of all processes at any {@link #pause}, in bytes. */
  public long peakBytes() {
    return peak;
  }

  private void requireAlive(long waitMs) throws InterruptedException {
    if (process.waitFor(waitMs, TimeUnit.MILLISECONDS)) {
      throw CommandException.failed(
          "the run ended with exit code " + process.exitValue() + ", see above.");
    }
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

  /** Ends the process as ctrl-C does; after a time limit, kills it and its children. */
  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    boolean ended = false;
    try {
      ended = process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      process.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
