package io.tweetsentiment.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private Instant now = Instant.EPOCH;
  private final Timeline timeline = new Timeline(new MovedClock(), Instant.EPOCH);

  @Test
  void shouldKeepTheFirstAndTheLastChangeOfAStage() {
    timeline.count("loaded", 0);
    at(2);
    timeline.count("loaded", 5);
    at(4);
    timeline.count("loaded", 9);
    at(6);
    timeline.count("loaded", 9);

    assertThat(timeline.entries())
        .containsEntry("loaded", new Timeline.Entry(Duration.ofSeconds(2), Duration.ofSeconds(4)));
  }

  @Test
  void shouldKeepWhenAStepBeganAndEndedAlsoWhenItFails() {
    at(1);
    try {
      timeline.step(
          "broker",
          () -> {
            at(3);
            throw new IllegalStateException();
          });
    } catch (Exception e) {
      // Only the times matter.
    }

    assertThat(timeline.entries())
        .containsEntry("broker", new Timeline.Entry(Duration.ofSeconds(1), Duration.ofSeconds(3)));
  }

  @Test
  void shouldAddUpWhatTheRunWaitedFor() {
    at(10);
    timeline.startWaiting();
    at(11);
    timeline.waitedFor("producer");
    at(13);
    timeline.waitedFor("topology");
    at(16);
    timeline.waitedFor("producer");

    assertThat(timeline.waits())
        .isEqualTo(Map.of("producer", Duration.ofSeconds(4), "topology", Duration.ofSeconds(2)));
  }

  private void at(long second) {
    now = Instant.ofEpochSecond(second);
  }

  private final class MovedClock extends Clock {
    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
