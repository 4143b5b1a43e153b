package io.tweetsentiment.emulators.kinesis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * The same contract against an independent emulator, so that it is Kinesis's and not our own. Runs
 * where {@code $KINESALITE} names the folder of the npm package kinesalite.
 */
class KinesaliteContractTest extends KinesisContract {
  private static Process process;
  private static KinesisClient client;

  @BeforeAll
  static void start() throws IOException {
    String home = System.getenv("KINESALITE");
    Assumptions.assumeTrue(
        home != null && Files.isDirectory(Path.of(home)),
        "skipped: $KINESALITE names no folder of the npm package kinesalite");
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    process =
        new ProcessBuilder(
                "node",
                Path.of(home, "cli.js").toString(),
                "--port",
                Integer.toString(port),
                "--createStreamMs",
                "10",
                "--updateStreamMs",
                "10",
                "--shardLimit",
                "100")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> listening(port));
    System.setProperty("aws.cborEnabled", "false");
    client = KinesisClients.client(URI.create("http://127.0.0.1:" + port), new HashSet<>());
  }

  private static boolean listening(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @AfterAll
  static void stop() {
    System.clearProperty("aws.cborEnabled");
    if (process != null) {
      client.close();
      process.destroyForcibly();
    }
  }

  @Override
  KinesisClient client() {
    return client;
  }

  @Override
  boolean expireIterators() {
    return false;
  }

  @Override
  boolean namesChildren() {
    return false;
  }
}
