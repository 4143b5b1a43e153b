package io.tweetsentiment.connect.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class SourceOffsetsTest {
  private static final Map<String, String> CONFIG =
      Map.of("kafka.topic", "tweets.raw", "kinesis.stream", "tweets");
  private static final Map<String, ?> PARTITION = Map.of("stream", "tweets", "shard", "s0");

  private static Map<String, String> offset(Optional<Instant> latestSince) {
    return SourceOffsets.offset("1", OptionalInt.empty(), latestSince);
  }

  private static boolean alter(Map<String, ?> partition, Map<String, ?> offset) {
    Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
    offsets.put(partition, offset);
    return new KinesisSourceConnector().alterOffsets(CONFIG, offsets);
  }

  @Test
  void shouldAcceptWhatTheConnectorWrites() {
    assertThat(alter(PARTITION, Map.of("sequence_number", "49600"))).isTrue();
    assertThat(alter(new SourceOffsets("tweets").partition("s1"), offset(Optional.empty())))
        .isTrue();
    assertThat(alter(PARTITION, offset(Optional.of(Instant.EPOCH)))).isTrue();
    assertThat(
            alter(
                PARTITION,
                SourceOffsets.offset("1", OptionalInt.of(2), Optional.of(Instant.EPOCH))))
        .isTrue();
    assertThat(alter(PARTITION, SourceOffsets.offset("1", OptionalInt.of(-1), Optional.empty())))
        .isTrue();
  }

  @Test
  void shouldSerializeAPartitionToTheSameBytesInEveryJvm() {
    // Another kind of map has another iteration order, and so other bytes.
    assertThat(new SourceOffsets("tweets").partition("s0"))
        .isExactlyInstanceOf(HashMap.class)
        .isEqualTo(PARTITION);
  }

  @Test
  void shouldClearAnyStoredOffset() {
    assertThat(alter(PARTITION, null)).isTrue();
    assertThat(alter(Map.of("who", "knows"), null)).isTrue();
    assertThat(new KinesisSourceConnector().alterOffsets(CONFIG, Map.of())).isTrue();
  }

  @Test
  void shouldRefuseAForeignPartition() {
    for (Map<String, ?> wrong :
        List.<Map<String, ?>>of(
            Map.of("shard", "s0"),
            Map.of("stream", "tweets"),
            Map.of("stream", "tweets", "shard", 1),
            Map.of("stream", "tweets", "shard", ""),
            Map.of("stream", "tweets", "shard", "s0", "more", "x"),
            Map.of("stream", "other", "shard", "s0"))) {
      assertThatThrownBy(() -> alter(wrong, Map.of("sequence_number", "1")))
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining(wrong.toString())
          .hasMessageContaining("stream");
    }
  }

  @Test
  void shouldRefuseAnOffsetThatIsNotASequenceNumber() {
    for (Map<String, ?> wrong :
        List.<Map<String, ?>>of(
            Map.of(),
            Map.of("sequence_number", 1L),
            Map.of("sequence_number", ""),
            Map.of("sequence_number", "LATEST"),
            Map.of("offset", "1"),
            Map.of("sequence_number", "1", "sub_sequence_number", 2),
            Map.of("sequence_number", "1", "sub_sequence_number", "-2"),
            Map.of("latest_since", "2026-01-31T12:00:00Z"),
            Map.of("sequence_number", "1", "latest_since", "yesterday"),
            Map.of("sequence_number", "1", "more", "x"))) {
      assertThatThrownBy(() -> alter(PARTITION, wrong))
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining(wrong.toString())
          .hasMessageContaining("DIGITS");
    }
  }
}
