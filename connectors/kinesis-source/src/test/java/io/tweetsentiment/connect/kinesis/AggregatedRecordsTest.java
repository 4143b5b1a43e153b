package io.tweetsentiment.connect.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tweetsentiment.connect.kinesis.KplAggregate.UserRecord;
import io.tweetsentiment.connect.kinesis.metrics.ShardMetrics;
import io.tweetsentiment.connect.kinesis.shards.Position;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Records that the Kinesis Producer Library aggregated arrive as the records in them, each once.
 */
class AggregatedRecordsTest {
  private static final List<Map.Entry<String, String>> THREE =
      List.of(Map.entry("a", "one"), Map.entry("b", "zwei 🐦"), Map.entry("a", ""));

  private final Clock clock = Clock.systemUTC();
  private final FakeKinesis kinesis = new FakeKinesis(clock, 1);
  private FakeConnect connect = connect(Map.of());

  private FakeConnect connect(Map<String, String> more) {
    Map<String, String> config =
        new HashMap<>(
            Map.of(
                "kafka.topic", "tweets.raw",
                "kinesis.stream", FakeKinesis.STREAM,
                "kinesis.record.limit", "3",
                "kinesis.empty.records.backoff.ms", "5",
                "kinesis.poll.interval.ms", "1",
                "kinesis.shard.calls.per.second", "0",
                "kinesis.shard.sync.interval.ms", "20"));
    config.putAll(more);
    return new FakeConnect(kinesis, clock, config, 1, true);
  }

  @AfterEach
  void stop() throws InterruptedException {
    connect.stop();
  }

  private void awaitRecords(int count) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(
            () -> {
              assertThat(connect.failures()).isEmpty();
              assertThat(connect.values()).hasSizeGreaterThanOrEqualTo(count);
            });
  }

  @Test
  void shouldBecomeTheRecordsInIt() {
    String sequence = kinesis.put("aggregate", Aggregates.of(THREE));
    kinesis.put("c", "plain");
    connect.start();
    awaitRecords(4);

    assertThat(connect.values()).containsExactly("one", "zwei 🐦", "", "plain");
    List<SourceRecord> records = connect.topic();
    assertThat(records).extracting(SourceRecord::key).containsExactly("a", "b", "a", "c");
    assertThat(Map.<String, Object>copyOf(records.get(1).sourceOffset()))
        .as("the place in the aggregate")
        .isEqualTo(Map.of("sequence_number", sequence, "sub_sequence_number", "1"));
    assertThat(records.get(2).sourceOffset())
        .as("the last one is the whole Kinesis record")
        .isEqualTo(Map.of("sequence_number", sequence));
    assertThat(records.get(1).headers().lastWithName("kinesis.sub.sequence.number").value())
        .isEqualTo("1");
    assertThat(records.get(3).headers().lastWithName("kinesis.sub.sequence.number")).isNull();
  }

  @Test
  void shouldContinueInsideTheAggregateWhenRestarted() throws InterruptedException {
    String sequence = kinesis.put("aggregate", Aggregates.of(THREE));
    kinesis.put("c", "plain");
    for (int place = 0; place < 2; place++) {
      connect = connect(Map.of());
      connect.alter(
          Map.of(
              Map.of("stream", FakeKinesis.STREAM, "shard", FakeKinesis.shardId(0)),
              Map.of("sequence_number", sequence, "sub_sequence_number", "" + place)));
      connect.start();
      awaitRecords(3 - place);
      connect.stop();

      assertThat(connect.values())
          .isEqualTo(List.of("one", "zwei 🐦", "", "plain").subList(place + 1, 4));
    }
  }

  @Test
  void shouldArriveOnceAndInOrderWhenTheWorkerCrashes() throws InterruptedException {
    Random random = new Random(11);
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      List<Map.Entry<String, String>> records =
          IntStream.range(0, 1 + random.nextInt(40))
              .mapToObj(part -> Map.entry("k" + part % 3, "r" + sent.size() + "." + part))
              .toList();
      kinesis.put("aggregate", Aggregates.of(records));
      records.forEach(record -> sent.add(record.getValue()));
    }
    for (int crash = 0; crash < 10; crash++) {
      connect.start();
      int more = 1 + random.nextInt(sent.size() / 12);
      awaitRecords(Math.min(sent.size(), connect.values().size() + more));
      connect.crash();
    }
    connect.start();
    awaitRecords(sent.size());

    assertThat(connect.values()).isEqualTo(sent);
  }

  /** As Connect records, the 1.3 million tiny ones would take more than the heap of the tests. */
  @Test
  void shouldBecomeALimitedNumberOfRecordsAtATime() {
    int count = 1_300_000;
    byte[] tiny = HexFormat.of().parseHex("1a05" + "0800" + "1a0178");
    ByteBuffer message = ByteBuffer.allocate(3 + count * tiny.length);
    message.put(HexFormat.of().parseHex("0a016b"));
    for (int i = 0; i < count; i++) {
      message.put(tiny);
    }
    Record record =
        Record.builder()
            .partitionKey("aggregate")
            .sequenceNumber("1")
            .data(Aggregates.framed(message.array()))
            .build();
    RecordMapper mapper =
        new RecordMapper(
            "topic",
            new SourceOffsets(FakeKinesis.STREAM),
            Optional.empty(),
            true,
            shard -> new Position.TrimHorizon(),
            new OversizeRecords(Optional.empty(), Optional.empty()),
            shard -> new ShardMetrics());
    mapper.add(List.of(new FetchedRecords("s", List.of(record), 0, false)));

    int seen = 0;
    while (!mapper.isEmpty()) {
      List<SourceRecord> some = mapper.next();
      assertThat(some).hasSizeBetween(1, RecordMapper.MOST_RECORDS);
      seen += some.size();
    }
    assertThat(seen).isEqualTo(count);
  }

  @Test
  void shouldPassAggregatesOnUnchangedWhenConfigured() {
    connect = connect(Map.of("kinesis.record.deaggregation.enable", "false"));
    SdkBytes aggregate = Aggregates.of(THREE);
    kinesis.put("aggregate", aggregate);
    connect.start();
    awaitRecords(1);

    assertThat((byte[]) connect.topic().get(0).value()).isEqualTo(aggregate.asByteArray());
  }

  @Test
  void shouldPassAnAggregateWithoutRecordsOnUnchanged() {
    SdkBytes aggregate = Aggregates.of(List.of());
    String sequence = kinesis.put("aggregate", aggregate);
    connect.start();
    awaitRecords(1);

    SourceRecord record = connect.topic().get(0);
    assertThat((byte[]) record.value()).isEqualTo(aggregate.asByteArray());
    assertThat(record.sourceOffset()).isEqualTo(Map.of("sequence_number", sequence));
  }

  @Test
  void shouldReadAnAggregateOfFixedBytes() {
    byte[] message = HexFormat.of().parseHex("0a016b" + "1a07" + "0800" + "1a03616263");

    assertThat(KplAggregate.read(Aggregates.framed(message).asByteArray()).orElseThrow())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.partitionKey()).isEqualTo("k");
              assertThat(new String(record.bytes(), UTF_8)).isEqualTo("abc");
            });
  }

  @Test
  void shouldBeAnOrdinaryRecordWhenChecksumOrMessageIsWrong() {
    byte[] good = Aggregates.of(THREE).asByteArray();
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= 1;
      assertThat(KplAggregate.read(bad)).as("byte %d", at).isEmpty();
      assertThat(KplAggregate.read(Arrays.copyOf(good, at))).isEmpty();
    }
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] message = new byte[random.nextInt(30)];
      random.nextBytes(message);
      KplAggregate.read(Aggregates.framed(message).asByteArray())
          .ifPresent(records -> records.forEach(UserRecord::bytes));
    }
    // The key index is past the table, greater than an int, or negative; the record says it is
    // longer than the message; there is no record.
    for (String message :
        new String[] {
          "1a0508001a0161",
          "0a016b1a0508051a0161",
          "0a016b1a0908808080800f1a0161",
          "0a016b1a0e08ffffffffffffffffff011a0161",
          "0a016b1a0e0880808080f0ffffffff011a0161",
          "0a016b1aff01",
          "0a016b",
          ""
        }) {
      assertThat(
              KplAggregate.read(Aggregates.framed(HexFormat.of().parseHex(message)).asByteArray()))
          .isEmpty();
    }
  }
}
