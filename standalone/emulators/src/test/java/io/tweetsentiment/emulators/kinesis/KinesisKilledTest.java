package io.tweetsentiment.emulators.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

class KinesisKilledTest {
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  @Test
  void shouldServeAllThatWasAcknowledgedWhenTheProcessIsKilledAtWork(@TempDir Path directory)
      throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                KinesisProcess.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        KinesisClient client =
            KinesisClients.client(
                URI.create("http://127.0.0.1:" + out.readLine()), new HashSet<>())) {
      client.createStream(r -> r.streamName("s").shardCount(2));
      Thread writer = new Thread(() -> putUntilKilled(client), "writer");
      writer.start();
      await().until(() -> acknowledged.size() > 3000);
      process.destroyForcibly();
      writer.join();
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(stored(directory)).containsAll(acknowledged);
  }

  private void putUntilKilled(KinesisClient client) {
    try {
      for (int batch = 0; ; batch++) {
        int first = batch * 100;
        client
            .putRecords(
                r ->
                    r.streamName("s")
                        .records(
                            java.util.stream.IntStream.range(first, first + 100)
                                .mapToObj(
                                    i ->
                                        PutRecordsRequestEntry.builder()
                                            .partitionKey("k" + i)
                                            .data(SdkBytes.fromByteArray(new byte[600]))
                                            .build())
                                .toList()))
            .records()
            .forEach(entry -> acknowledged.add(entry.shardId() + entry.sequenceNumber()));
      }
    } catch (SdkException e) {
      // The process was killed: records that were not acknowledged are not expected.
    }
  }

  private static Set<String> stored(Path directory) throws IOException {
    Set<String> stored = new HashSet<>();
    try (KinesisEmulator emulator = KinesisEmulator.start(directory, Map.of(), Clock.systemUTC());
        KinesisClient client = KinesisClients.client(emulator.uri(), new HashSet<>())) {
      for (var shard : client.listShards(r -> r.streamName("s")).shards()) {
        String next =
            client
                .getShardIterator(
                    r ->
                        r.streamName("s")
                            .shardId(shard.shardId())
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        GetRecordsResponse answer;
        do {
          String at = next;
          answer = client.getRecords(r -> r.shardIterator(at));
          answer.records().forEach(r -> stored.add(shard.shardId() + r.sequenceNumber()));
          next = answer.nextShardIterator();
        } while (!answer.records().isEmpty());
      }
    }
    return stored;
  }
}
