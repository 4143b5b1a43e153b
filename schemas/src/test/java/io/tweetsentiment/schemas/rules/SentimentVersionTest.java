package io.tweetsentiment.schemas.rules;

import static io.tweetsentiment.schemas.rules.Tweets.CREATED;
import static io.tweetsentiment.schemas.rules.Tweets.sentiment;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentimentVersionTest {

  private static final SentimentVersion FIRST = SentimentVersion.of(sentiment().build());

  @Test
  void shouldPreferTheHigherRunThenTheLaterScore() {
    SentimentVersion later =
        SentimentVersion.of(sentiment().setScoredAt(CREATED.plusSeconds(99)).build());
    SentimentVersion rescored =
        SentimentVersion.of(sentiment().setScoringRun(1).setScoredAt(CREATED).build());

    assertThat(later).isGreaterThan(FIRST);
    assertThat(rescored).isGreaterThan(later);
  }

  @Test
  void shouldDecideATieByTheHash() {
    SentimentVersion other = SentimentVersion.of(sentiment().setPositive(0.6).build());

    assertThat(other.compareTo(FIRST)).isNotZero();
    assertThat(Integer.signum(other.compareTo(FIRST)))
        .isEqualTo(-Integer.signum(FIRST.compareTo(other)));
  }
}
