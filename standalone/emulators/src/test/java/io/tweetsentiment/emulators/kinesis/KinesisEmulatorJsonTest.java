package io.tweetsentiment.emulators.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisClient;

class KinesisEmulatorJsonTest extends KinesisContract {
  private static final MutableClock CLOCK = new MutableClock();
  private static final Set<String> CONTENT_TYPES = new HashSet<>();
  private static KinesisEmulator emulator;
  private static KinesisClient client;

  @BeforeAll
  static void start(@TempDir Path directory) {
    System.setProperty("aws.cborEnabled", "false");
    emulator = KinesisEmulator.start(directory, Map.of(), CLOCK);
    client = KinesisClients.client(emulator.uri(), CONTENT_TYPES);
  }

  @AfterAll
  static void stop() {
    System.clearProperty("aws.cborEnabled");
    client.close();
    emulator.close();
    assertThat(CONTENT_TYPES).containsExactly("application/x-amz-json-1.1");
  }

  @Override
  KinesisClient client() {
    return client;
  }

  @Override
  boolean expireIterators() {
    CLOCK.advance(Duration.ofSeconds(301));
    return true;
  }
}
