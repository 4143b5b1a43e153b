package io.tweetsentiment.sql.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.sql.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class OffsetGapFinderTest {

  private static final TopicPartition PARTITION = new TopicPartition("tweets.merged", 3);

  private static LoadedRange range(long start, long end) {
    return new LoadedRange("k" + start, start, OptionalLong.of(end), OptionalLong.of(1));
  }

  private static List<OffsetGap> gaps(LoadedRange... ranges) {
    return OffsetGapFinder.of(PARTITION, List.of(ranges));
  }

  private static OffsetGap gap(long from, long to) {
    return new OffsetGap("tweets.merged", 3, from, to);
  }

  @Test
  void shouldTakeTheOffsetOfATransactionsEndForNoGap() {
    assertThat(gaps(range(5, 9), range(10, 12), range(14, 20))).isEmpty();
    assertThat(gaps(range(0, 9), range(12, 20))).containsExactly(gap(10, 11));
  }

  @Test
  void shouldLookAtTheRangesInTheirOrderWhateverOrderTheyComeIn() {
    assertThat(gaps(range(50, 60), range(0, 9), range(20, 29)))
        .containsExactly(gap(10, 19), gap(30, 49));
  }

  @Test
  void shouldSeeNoGapWhereAnObjectOfAnotherDaySpansIt() {
    assertThat(gaps(range(0, 100), range(5, 9), range(40, 60))).isEmpty();
    assertThat(gaps(range(0, 100), range(5, 9), range(110, 120))).containsExactly(gap(101, 109));
  }

  @Test
  void shouldClaimNothingBehindAnObjectOfUnknownEnd() {
    LoadedRange open = new LoadedRange("k", 5, OptionalLong.empty(), OptionalLong.empty());

    assertThat(gaps(range(0, 4), open, range(90, 95), range(99, 100))).containsExactly(gap(96, 98));
  }

  @Test
  void shouldFindEachObjectThatIsTakenOutOfASequence() {
    Random random = new Random(7);
    for (int run = 0; run < 200; run++) {
      List<LoadedRange> ranges = new ArrayList<>();
      long next = random.nextInt(5);
      for (int i = 0; i < 12; i++) {
        long end = next + 2 + random.nextInt(50);
        ranges.add(range(next, end));
        next = end + 1 + random.nextInt(2);
      }
      assertThat(OffsetGapFinder.of(PARTITION, ranges)).isEmpty();

      LoadedRange lost = ranges.remove(1 + random.nextInt(10));

      assertThat(OffsetGapFinder.of(PARTITION, ranges))
          .singleElement()
          .satisfies(
              gap -> {
                assertThat(gap.from()).isLessThanOrEqualTo(lost.startOffset());
                assertThat(gap.to()).isGreaterThanOrEqualTo(lost.endOffset().getAsLong());
              });
    }
  }

  @Test
  void shouldTellAGapOnceWhenItStays() {
    MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    GapAlerts alerts = new GapAlerts(clock);
    List<OffsetGap> gaps = List.of(gap(10, 19));

    assertThat(alerts.due(gaps)).as("it may close yet").isEmpty();
    clock.advance(GapAlerts.MINIMUM_AGE);
    assertThat(alerts.due(gaps)).isEqualTo(gaps);
    clock.advance(Duration.ofDays(1));
    assertThat(alerts.due(gaps)).isEmpty();
    assertThat(alerts.due(List.of())).isEmpty();
    assertThat(alerts.due(gaps)).as("a new one").isEmpty();
    clock.advance(GapAlerts.MINIMUM_AGE);
    assertThat(alerts.due(gaps)).isEqualTo(gaps);
  }

  @Test
  void shouldNameTheRemedy() {
    assertThat(gap(10, 19).message())
        .contains(
            "offsets 10 to 19 of tweets.merged-3",
            "--topic tweets.merged:3 --reset-offsets --to-offset 10 --execute");
  }
}
