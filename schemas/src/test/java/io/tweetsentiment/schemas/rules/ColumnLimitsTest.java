package io.tweetsentiment.schemas.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.schemas.rules.ColumnLimit.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ColumnLimitsTest {

  private static final ColumnLimits LIMITS = ColumnLimits.TWEET;

  @Test
  void shouldStateALimitOfEachColumnOfBothTables() {
    assertThat(LIMITS.all())
        .map(ColumnLimit::column)
        .startsWith("topic", "tweet_id", "created_at", "text")
        .endsWith("ingested_at", "edit_version", "deleted");
    assertThat(ColumnLimits.WINDOW.all())
        .filteredOn(limit -> limit.kind() == Kind.SCORE)
        .hasSize(8)
        .allMatch(limit -> !limit.nullable());
    assertThatThrownBy(() -> LIMITS.of("colour")).hasMessageContaining("no column colour");
  }

  @Property(tries = 300)
  void shouldFitEveryTextWhateverItHolds(
      @ForAll("columns") String column, @ForAll("texts") String text) {
    List<String> cut = new ArrayList<>();

    String fitting = LIMITS.fit(column, text, cut::add);

    byte[] bytes = fitting.getBytes(UTF_8);
    assertThat((long) bytes.length).isLessThanOrEqualTo(LIMITS.of(column).most());
    assertThat(new String(bytes, UTF_8)).isEqualTo(fitting).doesNotContain("\0");
    assertThat(cut.isEmpty()).isEqualTo(fitting.length() == text.length());
    assertThat(LIMITS.fit(column, fitting, cut::add)).isEqualTo(fitting);
  }

  @Provide
  Arbitrary<String> columns() {
    return Arbitraries.of(
        LIMITS.all().stream()
            .filter(limit -> limit.kind() == Kind.TEXT)
            .map(ColumnLimit::column)
            .toList());
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "é", "日", "😀", "\0", "\ud83d", "\ude00", "a😀")
        .list()
        .ofMinSize(1)
        .ofMaxSize(20)
        .map(parts -> String.join("", parts))
        .flatMap(part -> Arbitraries.of(1, 12, 100, 400, 9_000).map(times -> part.repeat(times)));
  }

  @Test
  void shouldSayWhatDoesNotFit() {
    assertThat(LIMITS.of("lang").problemOfBytes(256)).isEmpty();
    assertThat(LIMITS.of("lang").problemOfBytes(257))
        .hasValue("lang has 257 bytes of UTF-8; the warehouse holds 256");
    assertThat(LIMITS.of("positive").problemOf(1.0)).isEmpty();
    for (double wrong : new double[] {-0.0001, 1.0001, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThat(LIMITS.of("positive").problemOf(wrong))
          .hasValueSatisfying(
              problem ->
                  assertThat(problem).contains("positive", Double.toString(wrong), "0 and 1"));
    }
    assertThat(LIMITS.of("edit_version").problemOf(-1L))
        .hasValue("edit_version is -1, not between 0 and 2147483647");
    assertThat(LIMITS.of("created_at").problemOf(Long.MAX_VALUE))
        .hasValueSatisfying(problem -> assertThat(problem).endsWith("outside the years 1 to 9999"));
  }

  @Test
  void shouldHoldTheWindowsOfTheFirstAndOfTheLastTweet() {
    for (String edge : List.of("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z")) {
      assertThat(LIMITS.of("created_at").problemOf(Instant.parse(edge).toEpochMilli())).isEmpty();
      Window window = Window.of(Instant.parse(edge), java.time.Duration.ofDays(30));
      assertThat(ColumnLimits.WINDOW.of("window_start").problemOf(window.start().toEpochMilli()))
          .isEmpty();
      assertThat(ColumnLimits.WINDOW.of("window_end").problemOf(window.end().toEpochMilli()))
          .isEmpty();
    }
  }
}
