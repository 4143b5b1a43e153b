package io.tweetsentiment.streams.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrefetchTest {

  private final Prefetch prefetch = new Prefetch(2);

  @Test
  void shouldReadTheStoreFirstWhenTheTaskStarts() {
    assertThat(prefetch.wantsMore()).isTrue();
    assertThat(prefetch.cursor()).isNull();
    assertThat(prefetch.admit("a")).isFalse();
  }

  @Test
  void shouldAdmitWhenNoBacklogIsLeft() {
    prefetch.reachedEnd();

    assertThat(prefetch.wantsMore()).isFalse();
    assertThat(prefetch.admit("a")).isTrue();
    assertThat(prefetch.outstanding()).isEqualTo(1);
    assertThat(prefetch.isOutstanding("a")).isTrue();
  }

  @Test
  void shouldLeaveTheRestToTheCursorWhenMemoryIsFull() {
    prefetch.reachedEnd();
    prefetch.admit("a");
    prefetch.admit("b");

    assertThat(prefetch.admit("c")).isFalse();
    assertThat(prefetch.wantsMore()).isFalse();
    prefetch.done("a");
    assertThat(prefetch.wantsMore()).isTrue();
  }

  @Test
  void shouldGoRoundAgainWhenATextWasRefusedDuringTheRound() {
    prefetch.reachedEnd();
    prefetch.admit("a");
    prefetch.admit("b");
    prefetch.admit("c");
    prefetch.done("a");
    prefetch.stoppedBefore("d");
    assertThat(prefetch.cursor()).isEqualTo("d");
    prefetch.done("b");
    prefetch.reachedEnd();
    assertThat(prefetch.cursor()).isNull();
    assertThat(prefetch.wantsMore()).isTrue();

    prefetch.reachedEnd();
    assertThat(prefetch.wantsMore()).isFalse();
  }

  @Test
  void shouldNotTakeATextTwice() {
    assertThat(prefetch.take("a")).isTrue();
    assertThat(prefetch.take("a")).isFalse();
  }
}
