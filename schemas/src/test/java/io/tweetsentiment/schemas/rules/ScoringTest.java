package io.tweetsentiment.schemas.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tweetsentiment.schemas.TweetSentiment;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScoringTest {

  private static final Instant CREATED = Instant.parse("2026-03-02T10:07:00Z");
  private final Scoring scoring =
      new Scoring("engine-1", 2, Instant.parse("2026-03-02T11:00:00.123456Z"));

  @Test
  void shouldRoundOnceAndChooseTheLabelBeforeThat() {
    TweetSentiment sentiment =
        scoring.sentiment(
            "1", "00ff", CREATED, Contribution.of(0.40004, 0.40003, 0.11115, 0.08878));

    assertThat(sentiment)
        .isEqualTo(
            TweetSentiment.newBuilder()
                .setTweetId("1")
                .setTextHash("00ff")
                .setScoringRun(2)
                .setLabel("POSITIVE")
                .setPositive(0.4)
                .setNegative(0.4)
                .setNeutral(0.1112)
                .setMixed(0.0888)
                .setEngine("engine-1")
                .setScoredAt(Instant.parse("2026-03-02T11:00:00.123Z"))
                .setCreatedAt(CREATED)
                .build());
    assertThat(Contribution.of(0.40003, 0.40004, 0, 0).label()).isEqualTo(Label.NEGATIVE);
  }

  @Test
  void shouldLeaveScoresOutWhenPolicyDoesNotScore() {
    TweetSentiment sentiment = scoring.sentiment("1", "00ff", CREATED, Contribution.UNSCORED);

    assertThat(sentiment.getLabel()).isEqualTo("UNSCORED");
    assertThat(sentiment.getPositive()).isNull();
    assertThat(sentiment.getMixed()).isNull();
    assertThat(Validity.problem(sentiment)).isEmpty();
  }

  @Test
  void shouldGiveBackWhatARecordSays() {
    Contribution scores = Contribution.of(0.00005, 0.99985, 1.0 / 3, 0);

    assertThat(Contribution.of(scoring.sentiment("1", "00ff", CREATED, scores))).isEqualTo(scores);
    assertThatIllegalArgumentException().isThrownBy(() -> Contribution.of(1.1, 0, 0, 0));
  }
}
