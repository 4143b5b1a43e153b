package io.tweetsentiment.connect.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;

/** Records that are larger than kinesis.record.max.bytes. */
class OversizeRecordsTest {
  private static final Map<String, String> CONFIG =
      Map.of(
          "kafka.topic", "tweets.raw",
          "kinesis.stream", FakeKinesis.STREAM,
          "kinesis.record.max.bytes", "1000",
          "kinesis.empty.records.backoff.ms", "5",
          "kinesis.poll.interval.ms", "1",
          "kinesis.shard.calls.per.second", "0");

  private final Clock clock = Clock.systemUTC();
  private final FakeKinesis kinesis = new FakeKinesis(clock, 1);
  private FakeConnect connect = connect(Map.of("kinesis.record.oversize.topic", "too.large"));

  private FakeConnect connect(Map<String, String> more) {
    Map<String, String> config = new HashMap<>(CONFIG);
    config.putAll(more);
    return new FakeConnect(kinesis, clock, config, 1, true);
  }

  @AfterEach
  void stop() throws InterruptedException {
    connect.stop();
  }

  private byte[] put(String key, int size) {
    byte[] data = new byte[size];
    new Random(size).nextBytes(data);
    kinesis.put(key, SdkBytes.fromByteArray(data));
    return data;
  }

  private static String header(SourceRecord record, String name) {
    return String.valueOf(record.headers().lastWithName(name).value());
  }

  @ParameterizedTest
  @CsvSource({"999,1", "1000,2", "1001,2", "2500,3", "3000,3"})
  void shouldArriveInPiecesThatTogetherAreTheRecord(int size, int records) {
    byte[] data = put("k", size);
    kinesis.put("k", "next");
    connect.start();
    await().until(() -> connect.topic().size() >= records + (records == 1 ? 1 : 0));
    await().until(() -> connect.values().contains("next"));

    List<SourceRecord> parts = connect.topic().subList(0, connect.topic().size() - 1);
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    parts.forEach(part -> joined.writeBytes((byte[]) part.value()));
    assertThat(joined.toByteArray()).isEqualTo(data);
    boolean isLarge = size + 1 > 1000;
    assertThat(parts)
        .extracting(SourceRecord::topic)
        .containsOnly(isLarge ? "too.large" : "tweets.raw");
    if (isLarge) {
      SourceRecord last = parts.get(parts.size() - 1);
      assertThat(header(last, "kinesis.oversize.bytes")).isEqualTo("" + size);
      assertThat(header(last, "kinesis.oversize.pieces")).isEqualTo("" + parts.size());
      assertThat(header(last, "kinesis.oversize.piece")).isEqualTo("" + (parts.size() - 1));
      assertThat(header(last, "kinesis.sequence.number")).isNotEmpty();
    }
  }

  /** The worker may commit the offset of a piece that it sent while the others are lost. */
  @Test
  void shouldArriveCompletelyWhenARestartFollowsAPiece() throws InterruptedException {
    byte[] data = put("k", 2_500);
    connect.start();
    await().until(() -> connect.topic().size() == 3);
    connect.stop();
    SourceRecord first = connect.topic().get(0);
    connect = connect(Map.of("kinesis.record.oversize.topic", "too.large"));
    connect.alter(Map.of(first.sourcePartition(), first.sourceOffset()));
    connect.start();
    await().until(() -> connect.topic().size() == 3);

    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    connect.topic().forEach(part -> joined.writeBytes((byte[]) part.value()));
    assertThat(joined.toByteArray()).isEqualTo(data);
  }

  @Test
  void shouldApplyToTheRecordsOfAnAggregate() {
    kinesis.put(
        "a",
        Aggregates.of(
            List.of(Map.entry("k", "x".repeat(1_500)), Map.entry("k", "b"), Map.entry("k", "c"))));
    connect.start();
    await().until(() -> connect.topic().size() >= 4);

    assertThat(connect.topic())
        .extracting(SourceRecord::topic)
        .containsExactly("too.large", "too.large", "tweets.raw", "tweets.raw");
    assertThat(connect.topic().get(0).sourceOffset().get("sub_sequence_number")).isEqualTo("-1");
    assertThat(connect.topic().get(1).sourceOffset().get("sub_sequence_number")).isEqualTo("0");
  }

  @Test
  void shouldFailTheTaskWithTheRemedyWhenThereIsNoTopic() {
    connect = connect(Map.of());
    put("k", 2_000);
    connect.start();
    await().until(() -> !connect.failures().isEmpty());

    assertThat(connect.failures().get(0))
        .hasMessageContaining("has 2000 bytes")
        .hasMessageContaining("kinesis.record.oversize.topic");
  }
}
