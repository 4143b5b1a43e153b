package io.tweetsentiment.standalone.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/** Records a second, client included, and that they do not fall with what is stored. */
@Tag("long")
class KinesisThroughputTest {
  private static final int ROUND = 100;

  @Test
  void shouldNotSlowDownWithStoredRecords(@TempDir Path directory) {
    List<PutRecordsRequestEntry> entries = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      entries.add(
          PutRecordsRequestEntry.builder()
              .partitionKey("key-" + i)
              .data(SdkBytes.fromByteArray(new byte[600]))
              .build());
    }
    List<Long> rates = new ArrayList<>();
    try (KinesisEmulator emulator = KinesisEmulator.start(KinesisOptions.in(directory));
        KinesisClient client = KinesisClients.client(emulator.uri(), new HashSet<>())) {
      client.createStream(r -> r.streamName("s").shardCount(4));
      for (int round = 0; round < 8; round++) {
        long begun = System.nanoTime();
        for (int i = 0; i < ROUND; i++) {
          client.putRecords(r -> r.streamName("s").records(entries));
        }
        rates.add(ROUND * 500L * 1_000_000_000L / (System.nanoTime() - begun));
      }
    }
    System.out.println("PutRecords, 600 bytes, records a second by round: " + rates);
    assertThat(rates.get(7)).isGreaterThan(rates.get(1) / 2);
  }
}
