package io.tweetsentiment.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tweetsentiment.cli.CommandException;
import io.tweetsentiment.cli.Program;
import io.tweetsentiment.standalone.parts.Port;
import io.tweetsentiment.standalone.parts.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * The real command line as a child process, with its own data folder and port offset. Tests see
 * what a user sees: the exit code, the output, and {@code GET /status}.
 */
final class CommandProcess implements AutoCloseable {

  /** Long enough for a loaded machine; no test waits longer than it must. */
  static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final Path folder;
  private final Ports ports;
  private final Process process;
  private final Path out;
  private final Path err;

  private CommandProcess(Path folder, Ports ports, Process process, Path out, Path err) {
    this.folder = folder;
    this.ports = ports;
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Free ports below those that the system assigns to clients. */
  static Ports freePorts() {
    while (true) {
      Ports ports = new Ports(ThreadLocalRandom.current().nextInt(10_000, 23_000));
      try {
        ports.requireFree();
        return ports;
      } catch (CommandException e) {
        // Tries another offset.
      }
    }
  }

  /** Starts {@code standalone} with {@code --data} below the folder, and the arguments. */
  static CommandProcess standalone(
      Path folder, Ports ports, Map<String, String> environment, String... args)
      throws IOException {
    List<String> all = new ArrayList<>(List.of("standalone", "--data", data(folder).toString()));
    all.addAll(List.of("--port-offset", Integer.toString(ports.offset())));
    all.addAll(List.of(args));
    return start(folder, ports, environment, all);
  }

  /** Starts another command for the run of the folder; closing it does not affect the run. */
  static CommandProcess tool(Path folder, Ports ports, List<String> args) throws IOException {
    Path own = Files.createTempDirectory(folder, "tool");
    Map<String, String> run = Map.of("TWEET_SENTIMENT_DATA", data(folder).toString());
    return start(own, ports, run, args);
  }

  private static CommandProcess start(
      Path folder, Ports ports, Map<String, String> environment, List<String> args)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(ProgramClasses.JVM);
    command.addAll(ProgramClasses.options());
    command.add(Program.class.getName());
    command.addAll(args);
    Path out = Files.createTempFile(folder, "command", ".out");
    Path err = Files.createTempFile(folder, "command", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment);
    return new CommandProcess(folder, ports, builder.start(), out, err);
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  static Path data(Path folder) {
    return folder.resolve("data");
  }

  Ports ports() {
    return ports;
  }

  /** The response of {@code /status}; empty when there is none. */
  Optional<JsonNode> status() {
    URI address = URI.create(ports.url(Port.PAGE) + "/status");
    return get(address);
  }

  /** The JSON response of an address; empty when there is none. */
  static Optional<JsonNode> get(URI address) {
    try {
      HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
      HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200
          ? Optional.of(JSON.readTree(answer.body()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + address + " was asked", e);
    }
  }

  /** Waits until the status meets a condition; fails at once when the process ends. */
  JsonNode awaitStatus(String wanted, Predicate<JsonNode> condition) {
    return Awaitility.await(wanted)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(25))
        .failFast(() -> requireAlive(wanted))
        .until(this::status, status -> status.filter(condition).isPresent())
        .orElseThrow();
  }

  JsonNode awaitComplete() {
    return awaitStatus("complete", status -> status.path("state").asText().equals("complete"));
  }

  /** Waits for the end and returns the exit code. */
  int awaitExit() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the command does not end; it printed " + printed(err));
    }
    return process.exitValue();
  }

  /** Whether it ends on its own within that time. */
  boolean endsWithin(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** Ends only the JVM, as {@code kill -9} does, and leaves its children. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends it as ctrl-C does, waits, and returns the exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    return awaitExit();
  }

  String out() {
    return printed(out);
  }

  String err() {
    return printed(err);
  }

  /** The processes that the run has recorded, by name, including those that have ended. */
  static Map<String, Long> children(Path folder) {
    Path file = data(folder).resolve("run/children");
    Map<String, Long> children = new LinkedHashMap<>();
    if (Files.exists(file)) {
      for (String line : printed(file).split("\n", -1)) {
        String[] fields = line.split(" ", -1);
        if (fields.length == 3) {
          children.put(fields[0], Long.parseLong(fields[1]));
        }
      }
    }
    return children;
  }

  /** The processes that are alive. */
  static List<Long> living(Collection<Long> pids) {
    return pids.stream()
        .filter(pid -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent())
        .toList();
  }

  /** Waits until none of the processes is left, not even as a zombie. */
  static void awaitEnd(Collection<Long> pids) {
    Awaitility.await("no process is left")
        .atMost(Duration.ofSeconds(10))
        .until(() -> living(pids), List::isEmpty);
  }

  /** Ends everything that the run started. */
  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    for (long child : children(folder).values()) {
      ProcessHandle.of(child)
          .ifPresent(
              handle -> {
                all.addAll(handle.descendants().toList());
                all.add(handle);
              });
    }
    process.destroyForcibly().onExit().join();
    all.forEach(ProcessHandle::destroyForcibly);
    Awaitility.await("no process is left")
        .atMost(Duration.ofSeconds(30))
        .until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
  }

  private void requireAlive(String wanted) {
    if (!process.isAlive()) {
      throw new AssertionError(
          "ended with " + process.exitValue() + " before: " + wanted + "; printed " + err());
    }
  }

  private static String printed(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
