package io.tweetsentiment.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ParallelStartTest {

  @Test
  void shouldThrowWhyItHasNotStarted() {
    ParallelStart launch =
        ParallelStart.of(
            () -> {
              throw new IOException("no disk");
            });
    assertThatThrownBy(launch::join).isInstanceOf(IOException.class).hasMessage("no disk");
  }

  @Test
  void shouldSettleOnlyWhenTheStartHasEnded() {
    CountDownLatch go = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    ParallelStart launch =
        ParallelStart.of(
            () -> {
              go.await();
              ended.set(true);
              throw new IOException("too late");
            });
    go.countDown();
    launch.settle();
    assertThat(ended).isTrue();
  }
}
