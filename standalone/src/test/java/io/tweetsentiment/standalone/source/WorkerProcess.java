package io.tweetsentiment.standalone.source;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tweetsentiment.cli.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** {@code tweet-sentiment connect} as a child process, which a test kills. */
final class WorkerProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final Process process;
  private final URI address;
  private final Path log;

  private WorkerProcess(Process process, URI address, Path log) {
    this.process = process;
    this.address = address;
    this.log = log;
  }

  /** Starts the process without waiting for it. */
  static WorkerProcess start(Path folder, String bootstrapServers, int port) throws IOException {
    Path log = Files.createTempFile(folder, "worker", ".log");
    URI address = URI.create("http://127.0.0.1:" + port);
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Program.class.getName(),
                "connect")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "CONNECT_BOOTSTRAP_SERVERS", bootstrapServers,
                "CONNECT_LISTENERS", address.toString(),
                "CONNECT_WORKER_OFFSET_FLUSH_INTERVAL_MS", "1000",
                "CONNECT_WORKER_SCHEDULED_REBALANCE_MAX_DELAY_MS", "0",
                "CONNECT_WORKER_SESSION_TIMEOUT_MS", "6000",
                "CONNECT_WORKER_HEARTBEAT_INTERVAL_MS", "2000"));
    return new WorkerProcess(builder.start(), address, log);
  }

  /** Creates a connector as soon as the worker accepts it, or updates its configuration. */
  void put(String connector, Map<String, String> config) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/connectors/" + connector + "/config"))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(config)))
            .build();
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .failFast("the worker ended: " + log, () -> !process.isAlive())
        .until(() -> accepted(request));
  }

  private static boolean accepted(HttpRequest request) throws InterruptedException {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() / 100 == 2;
    } catch (IOException e) {
      return false;
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  Path log() {
    return log;
  }

  /** Kills the process as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
