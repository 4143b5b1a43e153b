package io.tweetsentiment.emulators.kinesis;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Runs the contract against kinesalite, so that it describes Kinesis and not only this emulator.
 */
class KinesaliteContractIT extends KinesisContract {

  private static NpmEmulator emulator;

  @BeforeAll
  static void start() throws IOException {
    Path home = NpmEmulator.installed("kinesalite");
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    emulator =
        NpmEmulator.start(
            port,
            Map.of(),
            List.of(
                home.resolve("cli.js").toString(),
                "--port",
                Integer.toString(port),
                "--createStreamMs",
                "10",
                "--updateStreamMs",
                "10",
                "--shardLimit",
                "100"));
  }

  @AfterAll
  static void stop() {
    if (emulator != null) {
      emulator.close();
    }
  }

  @Override
  KinesisClient client() {
    return emulator.client();
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
