package io.tweetsentiment.emulators.kinesis;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Runs the contract against kinesis-local, which returns the child shards of a closed shard. */
class KinesisLocalContractIT extends KinesisContract {

  private static NpmEmulator emulator;

  @BeforeAll
  static void start() throws IOException {
    Path home = NpmEmulator.installed("kinesis-local");
    int plain;
    int tls;
    try (ServerSocket first = new ServerSocket(0);
        ServerSocket second = new ServerSocket(0)) {
      plain = first.getLocalPort();
      tls = second.getLocalPort();
    }
    emulator =
        NpmEmulator.start(
            plain,
            Map.of(
                "KINESIS_MOCK_PLAIN_PORT", Integer.toString(plain),
                "KINESIS_MOCK_TLS_PORT", Integer.toString(tls),
                "KINESIS_MOCK_CERT_PATH", home.resolve("server.json").toString(),
                "CREATE_STREAM_DURATION", "10ms",
                "SPLIT_SHARD_DURATION", "10ms",
                "MERGE_SHARDS_DURATION", "10ms",
                "SHARD_LIMIT", "100",
                "LOG_LEVEL", "ERROR"),
            List.of(home.resolve("main.js").toString()));
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
  boolean modelsMalformedIterators() {
    return false;
  }
}
