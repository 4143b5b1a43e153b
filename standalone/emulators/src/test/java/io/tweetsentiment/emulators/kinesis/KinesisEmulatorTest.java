package io.tweetsentiment.emulators.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.settings.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** What this emulator offers beyond the contract: settings, paging, restarts. */
class KinesisEmulatorTest {
  @TempDir Path directory;
  private final MutableClock clock = new MutableClock();
  private KinesisEmulator emulator;
  private KinesisClient client;

  private void start(Map<String, String> settings) {
    emulator = KinesisEmulator.start(directory, settings, clock);
    client = KinesisClients.client(emulator.uri(), new HashSet<>());
  }

  @AfterEach
  void stop() {
    if (emulator != null) {
      client.close();
      emulator.close();
    }
  }

  private static List<PutRecordsRequestEntry> entries(int count, int bytes) {
    List<PutRecordsRequestEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] data = new byte[bytes];
      data[0] = (byte) i;
      entries.add(
          PutRecordsRequestEntry.builder()
              .partitionKey("k" + i)
              .data(SdkBytes.fromByteArray(data))
              .build());
    }
    return entries;
  }

  private PutRecordsResponse put(int count, int bytes) {
    return client.putRecords(r -> r.streamName("s").records(entries(count, bytes)));
  }

  private String horizon(String shard) {
    return client
        .getShardIterator(
            r -> r.streamName("s").shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
        .shardIterator();
  }

  @Test
  void shouldServeTheSameRecordsAndShardsWhenRestarted() {
    start(Map.of("kinesis.segment.bytes", "20000"));
    client.createStream(r -> r.streamName("s").shardCount(1));
    for (int i = 0; i < 10; i++) {
      put(100, 100);
    }
    client.splitShard(
        r ->
            r.streamName("s")
                .shardToSplit("shardId-000000000000")
                .newStartingHashKey("170141183460469231731687303715884105728"));
    put(100, 100);
    List<String> before = numbers();
    List<Shard> shards = client.listShards(r -> r.streamName("s")).shards();
    stop();
    start(Map.of("kinesis.segment.bytes", "20000"));
    assertThat(numbers()).hasSize(1100).isEqualTo(before);
    assertThat(client.listShards(r -> r.streamName("s")).shards()).isEqualTo(shards);
    assertThat(put(100, 100).records())
        .extracting(entry -> entry.sequenceNumber())
        .doesNotContainAnyElementsOf(before);
    assertThat(numbers()).hasSize(1200);
  }

  private List<String> numbers() {
    List<String> numbers = new ArrayList<>();
    for (Shard shard : client.listShards(r -> r.streamName("s")).shards()) {
      String next = horizon(shard.shardId());
      GetRecordsResponse answer;
      do {
        String at = next;
        answer = client.getRecords(r -> r.shardIterator(at));
        answer
            .records()
            .forEach(r -> numbers.add(shard.shardId() + r.sequenceNumber() + r.partitionKey()));
        next = answer.nextShardIterator();
      } while (next != null && !answer.records().isEmpty());
    }
    return numbers;
  }

  @Test
  void shouldFailTheChosenShareOfEntriesWhenFaultsAreInjected() {
    start(Map.of("kinesis.failed.entries", "0.3", "kinesis.seed", "7"));
    client.createStream(r -> r.streamName("s").shardCount(2));
    PutRecordsResponse answer = put(500, 10);
    assertThat(answer.failedRecordCount()).isBetween(100, 200);
    assertThat(answer.records())
        .filteredOn(entry -> entry.errorCode() != null)
        .hasSize(answer.failedRecordCount())
        .allSatisfy(
            entry -> {
              assertThat(entry.errorCode()).isEqualTo("ProvisionedThroughputExceededException");
              assertThat(entry.sequenceNumber()).isNull();
            });
    assertThat(numbers()).hasSize(500 - answer.failedRecordCount());
  }

  @Test
  void shouldThrottleWritesAndReadsWhenShardLimitsHold() {
    start(Map.of("kinesis.shard.limits", "true"));
    client.createStream(r -> r.streamName("s").shardCount(1));
    int failed = 0;
    for (int i = 0; i < 4; i++) {
      failed += put(500, 10).failedRecordCount();
    }
    assertThat(failed).isPositive();
    String iterator = horizon("shardId-000000000000");
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 50; i++) {
                client.getRecords(r -> r.shardIterator(iterator));
              }
            })
        .isInstanceOf(ProvisionedThroughputExceededException.class);
    clock.advance(Duration.ofSeconds(2));
    assertThat(put(500, 10).failedRecordCount()).isZero();
    assertThat(client.getRecords(r -> r.shardIterator(iterator)).records()).isNotEmpty();
  }

  @Test
  void shouldStopAtTenMebibytesAndTellTheDistanceWhenMoreIsStored() {
    start(Map.of());
    client.createStream(r -> r.streamName("s").shardCount(1));
    put(8, 1 << 20);
    put(8, 1 << 20);
    clock.advance(Duration.ofSeconds(90));
    GetRecordsResponse first =
        client.getRecords(r -> r.shardIterator(horizon("shardId-000000000000")));
    assertThat(first.records()).hasSize(10);
    assertThat(first.millisBehindLatest()).isBetween(90_000L, 150_000L);
    GetRecordsResponse second = client.getRecords(r -> r.shardIterator(first.nextShardIterator()));
    assertThat(second.records()).hasSize(6);
    assertThat(second.millisBehindLatest()).isZero();
  }

  @Test
  void shouldListShardsPageByPageAndFiltered() {
    start(Map.of());
    client.createStream(r -> r.streamName("s").shardCount(5));
    ListShardsResponse page = client.listShards(r -> r.streamName("s").maxResults(3));
    assertThat(page.shards()).hasSize(3);
    ListShardsResponse rest = client.listShards(r -> r.nextToken(page.nextToken()));
    assertThat(rest.shards()).hasSize(2);
    assertThat(rest.nextToken()).isNull();
    client.mergeShards(
        r ->
            r.streamName("s")
                .shardToMerge("shardId-000000000003")
                .adjacentShardToMerge("shardId-000000000004"));
    assertThat(
            client
                .listShards(
                    r -> r.streamName("s").shardFilter(f -> f.type(ShardFilterType.AT_LATEST)))
                .shards())
        .extracting(Shard::shardId)
        .containsExactly(
            "shardId-000000000000",
            "shardId-000000000001",
            "shardId-000000000002",
            "shardId-000000000005");
    assertThat(client.describeStreamSummary(r -> r.streamName("s")).streamDescriptionSummary())
        .satisfies(summary -> assertThat(summary.openShardCount()).isEqualTo(4));
    assertThat(
            client
                .describeStream(r -> r.streamName("s").limit(4))
                .streamDescription()
                .hasMoreShards())
        .isTrue();
  }

  @Test
  void shouldForgetTheStreamAndItsFilesWhenDeleted() {
    start(Map.of());
    client.createStream(r -> r.streamName("s").shardCount(1));
    put(10, 10);
    client.deleteStream(r -> r.streamName("s"));
    assertThat(client.listStreams().streamNames()).isEmpty();
    assertThat(directory.toFile().list()).containsExactly("lock");
  }

  @Test
  void shouldRefuseRecordsAndRequestsOverTheLimits() {
    start(Map.of());
    client.createStream(r -> r.streamName("s").shardCount(1));
    assertThatThrownBy(() -> put(1, (1 << 20) + 1))
        .isInstanceOf(KinesisException.class)
        .hasMessageContaining("1 MiB");
    assertThatThrownBy(() -> put(501, 1)).hasMessageContaining("500");
    assertThatThrownBy(() -> put(11, 1 << 20)).isInstanceOf(InvalidArgumentException.class);
    assertThatThrownBy(
            () ->
                client.getShardIterator(
                    r ->
                        r.streamName("s")
                            .shardId("shardId-000000000000")
                            .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                            .startingSequenceNumber("123")))
        .isInstanceOf(InvalidArgumentException.class);
  }

  @Test
  void shouldRefuseAFolderInUseAndAPortTaken() {
    start(Map.of());
    assertThatThrownBy(() -> KinesisEmulator.start(directory, Map.of(), Clock.systemUTC()))
        .hasMessageContaining("in use by another Kinesis emulator");
    assertThatThrownBy(
            () ->
                KinesisEmulator.start(
                    directory.resolve("b"),
                    Settings.of(KinesisEmulator.SETTINGS, Map.of()),
                    clock,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), emulator.port())))
        .hasMessageContaining("port " + emulator.port());
  }
}
