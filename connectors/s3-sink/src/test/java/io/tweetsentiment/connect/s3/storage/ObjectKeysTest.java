package io.tweetsentiment.connect.s3.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ObjectKeysTest {
  private static final PartitionPath PATH = new PartitionPath("tweets.merged", "dt=2020-10-21");
  private final ObjectKeys keys = new ObjectKeys("topics", "/", "+", 10, ".snappy.parquet");

  @Test
  void shouldHaveTheLayoutOfTheContract() {
    assertThat(keys.key(PATH, 3, 42))
        .isEqualTo("topics/tweets.merged/dt=2020-10-21/tweets.merged+3+0000000042.snappy.parquet");
    assertThat(new ObjectKeys("", "/", "-", 1, ".json").key(new PartitionPath("t", ""), 0, 12))
        .isEqualTo("t/t-0-12.json");
  }

  @Test
  void shouldReadTheStartOffsetBackWhenTheKeyIsOurs() {
    String prefix = keys.prefix(PATH, 3);

    for (long offset : new long[] {0, 42, 9_999_999_999L, 12_345_678_901L}) {
      assertThat(keys.startOffset(prefix, keys.key(PATH, 3, offset))).hasValue(offset);
    }
  }

  @Test
  void shouldReadNothingWhenTheKeyIsAnothers() {
    String prefix = keys.prefix(PATH, 3);

    assertThat(keys.startOffset(prefix, prefix + "0000000042.json")).isEmpty();
    assertThat(keys.startOffset(prefix, prefix + "42.snappy.parquet")).isEmpty();
    assertThat(keys.startOffset(prefix, prefix + "x.snappy.parquet")).isEmpty();
    assertThat(keys.startOffset(prefix, prefix + ".snappy.parquet")).isEmpty();
    assertThat(keys.startOffset(prefix, keys.key(PATH, 4, 42))).isEmpty();
  }
}
