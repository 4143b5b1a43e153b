package io.tweetsentiment.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.standalone.parts.InProcess;
import io.tweetsentiment.standalone.parts.Parts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StartWaitTest {

  private final Parts parts = new Parts();
  private final AtomicInteger looks = new AtomicInteger();

  private StartWait wait(Duration patience) {
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    return new StartWait(parts, clock, pause -> looks.incrementAndGet(), patience);
  }

  @Test
  void shouldLookUntilItHolds() throws Exception {
    wait(Duration.ofSeconds(1)).until("it holds", () -> looks.get() == 3);
    assertThat(looks).hasValue(3);
  }

  @Test
  void shouldNameThePartThatDied() {
    parts.add(new InProcess("registry", "http://here", () -> looks.get() < 2, () -> {}));
    assertThatThrownBy(() -> wait(Duration.ofSeconds(1)).until("it answers", () -> false))
        .hasMessageContaining("registry at http://here stopped")
        .hasMessageContaining("until it answers");
  }

  @Test
  void shouldEndWhenThePatienceDoes() {
    assertThatThrownBy(() -> wait(Duration.ofSeconds(-1)).until("it answers", () -> false))
        .hasMessageContaining("until it answers");
  }

  @Test
  void shouldEndWhenItIsGivenUp() {
    StartWait wait = wait(Duration.ofSeconds(1));
    wait.giveUp();
    assertThatThrownBy(() -> wait.until("it answers", () -> false))
        .hasMessageContaining("the run ended before it answers");
  }
}
