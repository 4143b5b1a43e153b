package io.tweetsentiment.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LaunchTest {

  @Test
  void shouldThrowWhyItHasNotStarted() {
    Launch launch =
        Launch.of(
            () -> {
              throw new IOException("no disk");
            });
    assertThatThrownBy(launch::join).isInstanceOf(IOException.class).hasMessage("no disk");
  }

  @Test
  void shouldSettleOnlyWhenTheStartHasEnded() {
    CountDownLatch go = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    Launch launch =
        Launch.of(
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
