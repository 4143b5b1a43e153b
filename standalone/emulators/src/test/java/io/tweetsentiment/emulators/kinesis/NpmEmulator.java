package io.tweetsentiment.emulators.kinesis;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * A Kinesis emulator from the folder {@code src/test/npm}, as a child process, with a client that
 * uses JSON, because kinesalite truncates its responses in CBOR.
 */
final class NpmEmulator implements AutoCloseable {

  private static final Path MODULES = Path.of("src/test/npm/node_modules");
  private static final String CBOR = "aws.cborEnabled";

  private final Process process;
  private final KinesisClient client;

  private NpmEmulator(Process process, KinesisClient client) {
    this.process = process;
    this.client = client;
  }

  /** The folder of a package; skips the tests when {@code npm ci} was not run. */
  static Path installed(String name) {
    Path folder = MODULES.resolve(name).toAbsolutePath();
    Assumptions.assumeTrue(
        Files.isDirectory(folder),
        "skipped: "
            + name
            + " is not installed; run `npm ci` in standalone/emulators/src/test/npm");
    return folder;
  }

  /**
   * Starts {@code node} and waits until it listens.
   *
   * @param port where the emulator listens for HTTP without TLS
   * @param arguments script and arguments
   */
  static NpmEmulator start(int port, Map<String, String> environment, List<String> arguments)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder("node").redirectErrorStream(true);
    builder.command().addAll(arguments);
    builder.environment().putAll(environment);
    File log = File.createTempFile("emulator", ".log");
    log.deleteOnExit();
    Process process = builder.redirectOutput(log).start();
    try {
      Awaitility.await("the emulator listens")
          .atMost(Duration.ofSeconds(60))
          .failFast(() -> requireAlive(process, log))
          .until(() -> listening(port));
    } catch (RuntimeException | Error e) {
      process.destroyForcibly();
      throw e;
    }
    System.setProperty(CBOR, "false");
    return new NpmEmulator(
        process, KinesisClients.client(URI.create("http://127.0.0.1:" + port), new HashSet<>()));
  }

  KinesisClient client() {
    return client;
  }

  @Override
  public void close() {
    System.clearProperty(CBOR);
    client.close();
    process.destroyForcibly();
  }

  private static void requireAlive(Process process, File log) {
    if (!process.isAlive()) {
      throw new AssertionError("the emulator ended: " + printed(log));
    }
  }

  private static String printed(File log) {
    try {
      return Files.readString(log.toPath());
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static boolean listening(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
