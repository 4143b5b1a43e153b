package io.tweetsentiment.connect.s3.writer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OffsetTrackerTest {
  private final OffsetTracker tracker = new OffsetTracker();

  @Test
  void shouldCommitNothingBeforeTheFirstRecord() {
    assertThat(tracker.committable()).isEmpty();
  }

  @Test
  void shouldCommitTheLowestStartWhenFilesAreOpen() {
    tracker.opened(5);
    tracker.passed(5);
    tracker.opened(7);
    tracker.passed(7);
    assertThat(tracker.committable()).hasValue(5);

    tracker.closed(5);
    assertThat(tracker.committable()).hasValue(7);

    tracker.closed(7);
    assertThat(tracker.committable()).hasValue(8);
  }

  @Test
  void shouldKnowWhatItHasSeen() {
    tracker.passed(7);

    assertThat(tracker.seen(7)).isTrue();
    assertThat(tracker.seen(8)).isFalse();
  }

  @Test
  void shouldCommitTheStartOfARangeThatMustNotBeDivided() {
    for (long offset = 0; offset < 30; offset++) {
      tracker.passed(offset);
    }
    tracker.indivisible(10, 20);
    tracker.indivisible(5, 12);
    tracker.indivisible(21, 22);
    tracker.opened(15);
    tracker.opened(21);
    tracker.opened(23);
    assertThat(tracker.committable()).as("inside of 10 to 20, which 5 to 12 overlaps").hasValue(5);

    tracker.closed(15);
    assertThat(tracker.committable()).as("the start of a range").hasValue(21);

    tracker.closed(21);
    assertThat(tracker.committable()).hasValue(23);
  }
}
