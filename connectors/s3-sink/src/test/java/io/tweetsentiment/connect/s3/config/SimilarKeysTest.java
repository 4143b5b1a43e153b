package io.tweetsentiment.connect.s3.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SimilarKeysTest {
  @Test
  void shouldNameTheKeyThatIsMeant() {
    assertThat(
            SimilarKeys.of(
                List.of(
                    "flush.sise",
                    "s3.flush.size",
                    "bucket.name",
                    "rotate_schedule_interval_ms",
                    "partiton.duration.ms",
                    "timestamp.extractor.class")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "flush.sise", "flush.size",
                "s3.flush.size", "flush.size",
                "bucket.name", "s3.bucket.name",
                "rotate_schedule_interval_ms", "rotate.schedule.interval.ms",
                "partiton.duration.ms", "partition.duration.ms"));
  }

  @Test
  void shouldBeSilentAboutKeysThatOthersRead() {
    assertThat(
            SimilarKeys.of(
                List.of(
                    "name",
                    "topics",
                    "tasks.max",
                    "keys.format.class",
                    "value.converter.schemas.cache.config",
                    "transforms.route.topic",
                    "errors.tolerance",
                    "consumer.override.max.poll.records",
                    "my.own.setting")))
        .isEmpty();
    assertThat(SimilarKeys.of(S3SinkConfig.CONFIG_DEF.names())).isEmpty();
  }

  @Property
  void shouldFindEveryKeyWithOneMistake(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> names = new ArrayList<>(S3SinkConfig.CONFIG_DEF.names());
    // A key of the provider of credentials may be the provider's own.
    names.removeIf(name -> name.startsWith("s3.credentials.provider.") || name.equals("locale"));
    String name = names.get(random.nextInt(names.size()));
    StringBuilder wrong = new StringBuilder(name);
    // Not in the first letters, which tell the keys of others.
    int at = 3 + random.nextInt(name.length() - 3);
    switch (random.nextInt(3)) {
      case 0 -> wrong.deleteCharAt(at);
      case 1 -> wrong.insert(at, 'q');
      default -> wrong.setCharAt(at, 'q');
    }
    assertThat(SimilarKeys.of(List.of(wrong.toString())))
        .as("seed %d, %s", seed, name)
        .hasSizeLessThanOrEqualTo(1)
        .satisfies(
            found ->
                assertThat(found.containsKey(wrong.toString()) || names.contains(wrong.toString()))
                    .isTrue());
  }
}
