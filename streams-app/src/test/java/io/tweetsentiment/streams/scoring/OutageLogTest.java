package io.tweetsentiment.streams.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutageLogTest {

  private final OutageLog outage = new OutageLog("comprehend-1");

  @Test
  void shouldSayOnceThatItBeginsAndOnceThatItEnds() {
    List<String> said = new ArrayList<>();
    for (int second = 10; second < 70; second++) {
      outage.failed("rate exceeded", seconds(second)).ifPresent(said::add);
    }
    outage.answered(seconds(70)).ifPresent(said::add);
    outage.answered(seconds(71)).ifPresent(said::add);

    assertThat(said)
        .containsExactly(
            "The engine comprehend-1 does not answer: rate exceeded. Texts wait in the pending"
                + " store; the app retries until the engine answers.",
            "The engine comprehend-1 answers again, after 60 s.");
  }

  @Test
  void shouldSayThatItPauses() {
    assertThat(outage.failed("paused: budget: the limit is 3", 0))
        .contains(
            "Scoring with the engine comprehend-1 is paused: budget: the limit is 3. Texts wait in"
                + " the pending store.");
  }

  @Test
  void shouldRemindWhenItLasts() {
    List<String> said = new ArrayList<>();
    for (int second = 0; second < 601; second++) {
      outage.failed("no route", seconds(second)).ifPresent(said::add);
    }

    assertThat(said)
        .hasSize(3)
        .endsWith("The engine comprehend-1 has not answered for 600 s: no route");
  }

  @Test
  void shouldSayItAgainWhenItFailsAnew() {
    assertThat(outage.failed("a", 0)).isPresent();
    assertThat(outage.answered(1)).isPresent();
    assertThat(outage.failed("b", 2)).hasValueSatisfying(line -> assertThat(line).contains(": b."));
  }

  private static long seconds(int count) {
    return Duration.ofSeconds(count).toNanos();
  }
}
