package io.tweetsentiment.standalone.source;

import static org.awaitility.Awaitility.await;

import io.tweetsentiment.standalone.parts.ConnectWorker;
import io.tweetsentiment.standalone.parts.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A Connect worker with a broker and the Kinesis emulator, all in this JVM. */
record SourceWorker(SourceParts parts, ConnectWorker worker) implements AutoCloseable {

  /**
   * Starts all three.
   *
   * @param settings settings of the emulator
   */
  static SourceWorker start(Path folder, Map<String, String> settings) throws Exception {
    Ports ports = new Ports(new Random().nextInt(10_000, 23_000));
    SourceParts parts = SourceParts.start(folder, ports, settings);
    ConnectWorker worker = ConnectWorker.start(ports, Map.of());
    await().atMost(Duration.ofMinutes(2)).until(worker::healthy);
    return new SourceWorker(parts, worker);
  }

  /** Waits for the failure of a connector and returns its stack trace. */
  String awaitFailure(String connector) {
    return await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> worker.failure(connector), Optional::isPresent)
        .orElseThrow();
  }

  @Override
  public void close() {
    worker.close();
    parts.close();
  }
}
