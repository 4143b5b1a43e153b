package io.tweetsentiment.connect.s3.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class ObjectKeysTest {
  private static final PartitionPath PATH = new PartitionPath("tweets.merged", "dt=2020-10-21");
  private static final Origin ORIGIN = new Origin("tweets.merged", 3);
  private final ObjectKeys keys = new ObjectKeys("topics", "/", "+", 10, ".snappy.parquet");

  @Test
  void shouldHaveTheLayoutOfTheContract() {
    assertThat(keys.key(PATH, ORIGIN, 42))
        .isEqualTo("topics/tweets.merged/dt=2020-10-21/tweets.merged+3+0000000042.snappy.parquet");
    assertThat(
            new ObjectKeys("", "/", "-", 1, ".json")
                .key(new PartitionPath("t", ""), new Origin("t", 0), 12))
        .isEqualTo("t/t-0-12.json");
  }

  @Test
  void shouldBeNamedAfterTheTopicThatWasReadWhenARecordIsRouted() {
    assertThat(keys.key(PATH, new Origin("eu.tweets", 3), 42))
        .isEqualTo("topics/tweets.merged/dt=2020-10-21/eu.tweets+3+0000000042.snappy.parquet");
  }

  @Test
  void shouldRefuseKeysThatAreTooLongOrLeaveTheFolder() {
    for (String unsafe :
        List.of(
            "f=" + "x".repeat(1100),
            "f=" + "ü".repeat(550),
            "a/..",
            "..",
            "./b",
            "f=a\nb",
            "f=\ud800")) {
      assertThatThrownBy(() -> keys.requireSafe(new PartitionPath("tweets.merged", unsafe), ORIGIN))
          .as(unsafe)
          .isInstanceOf(DataException.class)
          .hasMessageContaining("object key would");
    }
    keys.requireSafe(new PartitionPath("tweets.merged", "f=...x/f=ü"), ORIGIN);
  }

  @Test
  void shouldReadTheStartOffsetBackWhenTheKeyIsOurs() {
    String prefix = keys.prefix(PATH, ORIGIN);

    for (long offset : new long[] {0, 42, 9_999_999_999L, 12_345_678_901L}) {
      assertThat(keys.startOffset(prefix, keys.key(PATH, ORIGIN, offset))).hasValue(offset);
    }
  }

  @Test
  void shouldReadNothingWhenTheKeyIsAnothers() {
    String prefix = keys.prefix(PATH, ORIGIN);

    assertThat(keys.startOffset(prefix, prefix + "0000000042.json")).isEmpty();
    assertThat(keys.startOffset(prefix, prefix + "42.snappy.parquet")).isEmpty();
    assertThat(keys.startOffset(prefix, prefix + "x.snappy.parquet")).isEmpty();
    assertThat(keys.startOffset(prefix, prefix + ".snappy.parquet")).isEmpty();
    assertThat(keys.startOffset(prefix, keys.key(PATH, new Origin("tweets.merged", 4), 42)))
        .isEmpty();
  }
}
