package io.tweetsentiment.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunStatusTest {

  private static RunStatus status(double progress) {
    return status(progress, 0, Optional.empty());
  }

  private static RunStatus status(double progress, long pages, Optional<String> limit) {
    return new RunStatus(
        RunState.RUNNING,
        Map.of("duplicate", 4L),
        1,
        2,
        3,
        Duration.ofMillis(1_260),
        Duration.ZERO,
        progress,
        pages,
        limit,
        0,
        Optional.empty(),
        Optional.of("the engine failed"),
        List.of(),
        new Timeline(Clock.systemUTC(), Instant.EPOCH));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.6666666666666666, 0.666", "0.99999, 0.999", "1, 1"})
  void shouldRoundTheProgressDown(double progress, double shown) {
    assertThat(status(progress).json()).containsEntry("progress", shown);
  }

  @Test
  void shouldCountAPageWithoutATweetAsProgress() {
    assertThat(status(0, 1, Optional.empty()).signs())
        .isEqualTo(status(0, 1, Optional.empty()).signs())
        .isNotEqualTo(status(0, 2, Optional.empty()).signs());
  }

  @Test
  void shouldShowALimit() {
    assertThat(status(0, 1, Optional.of("stopped by --max-cost")).json())
        .containsEntry("limit", "stopped by --max-cost");
    assertThat(status(1).json()).doesNotContainKey("limit");
  }

  @Test
  void shouldShowCountersAndSeconds() {
    assertThat(status(1).json())
        .containsEntry("duplicates", 4L)
        .containsEntry("seconds", 1.3)
        .containsEntry("trouble", "the engine failed")
        .doesNotContainKey("failure");
  }
}
