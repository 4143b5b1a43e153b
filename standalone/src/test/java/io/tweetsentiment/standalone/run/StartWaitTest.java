package io.tweetsentiment.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.standalone.parts.InProcessPart;
import io.tweetsentiment.standalone.parts.RunningParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartWaitTest {

  @TempDir private Path folder;
  private final RunningParts parts = new RunningParts();
  private final AtomicInteger looks = new AtomicInteger();

  private StartWait wait(Duration patience) {
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    LogTail log = new LogTail(folder.resolve("pipeline.log"));
    return new StartWait(parts, log, clock, pause -> looks.incrementAndGet(), patience);
  }

  @Test
  void shouldLookUntilItHolds() throws Exception {
    wait(Duration.ofSeconds(1)).until("it holds", () -> looks.get() == 3);
    assertThat(looks).hasValue(3);
  }

  @Test
  void shouldNameThePartThatDied() {
    parts.add(new InProcessPart("registry", "http://here", () -> looks.get() < 2, () -> {}));
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
  void shouldTellWhatTheLogSaysOfIt() throws Exception {
    Path log = Files.writeString(folder.resolve("pipeline.log"), line("WARN", "an older one"));
    assertThatThrownBy(
            () ->
                wait(Duration.ofSeconds(-1))
                    .until(
                        "the topology runs",
                        () -> {
                          append(log, line("ERROR", "offsets of tweets.raw-1 are unstable"));
                          append(log, line("INFO", "all is well"));
                          return false;
                        }))
        .hasMessageContaining("until the topology runs")
        .hasMessageContaining("offsets of tweets.raw-1 are unstable")
        .hasMessageContaining(log.toString());
  }

  private static String line(String level, String message) {
    return String.format("2026-11-28 06:36:08.886 %-5s [main] Part - %s%n", level, message);
  }

  private static void append(Path log, String line) throws IOException {
    Files.writeString(log, line, StandardOpenOption.APPEND);
  }

  @Test
  void shouldEndWhenItIsGivenUp() {
    StartWait wait = wait(Duration.ofSeconds(1));
    wait.giveUp();
    assertThatThrownBy(() -> wait.until("it answers", () -> false))
        .hasMessageContaining("the run ended before it answers");
  }
}
