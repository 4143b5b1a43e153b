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
}
