package io.tweetsentiment.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.producer.checkpoint.SentCounts;
import io.tweetsentiment.producer.checkpoint.Spending;
import io.tweetsentiment.producer.x.XHttp;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  private static final Instant BEGAN = Instant.parse("2026-11-01T10:00:00Z");

  private static Progress progress(int done, int tweets) {
    return new Progress(100, done, 1, 2, new SentCounts(tweets, 0, 0, 0), 0, null);
  }

  private final ProgressLine lines = new ProgressLine(BEGAN, progress(10, 1_000));

  @Test
  void shouldSayHowFarAndHowFastAndHowLongStill() {
    assertThat(
            lines.of(
                progress(30, 3_000),
                Optional.empty(),
                new Spending(3_000, 40, 15_500_000),
                BEGAN.plusSeconds(100)))
        .isEqualTo(
            "30 of 100 slices, 3000 tweets, 0 malformed, 0 deletions, 0 oversize, 1 slices failed,"
                + " 2 slices lost; 20 a second; about 5 min left; at most $15.50 so far");
  }

  @Test
  void shouldSayWhatItWaitsFor() {
    assertThat(
            lines.of(
                progress(10, 1_000),
                Optional.of(new XHttp.Waiting("the rate limit of X", BEGAN.plusSeconds(900))),
                Spending.NONE,
                BEGAN))
        .endsWith("; 0 a second; waits until 2026-11-01T10:15:00Z for the rate limit of X");
  }
}
