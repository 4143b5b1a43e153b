package io.tweetsentiment.sentiment.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tweetsentiment.sentiment.Scores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaderScorerTest {

  private final VaderScorer scorer = VaderScorer.bundled();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "I love this so much!!!",
        "worst service ever",
        "love hate love hate",
        "\uD83D\uDE00\uD83D",
        "\u0000",
        "\u65e5\u672c\u8a9e\u306e\u30c4\u30a4\u30fc\u30c8"
      })
  void shouldGiveFourScoresThatAddUpToOne(String text) {
    Scores scores = scorer.score(text);

    assertThat(scores.positive() + scores.negative() + scores.neutral() + scores.mixed())
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void shouldBeLargestForWhatTheTextSays() {
    Scores good = scorer.score("I love this so much!!!");
    Scores bad = scorer.score("worst service ever, I hate it");
    Scores plain = scorer.score("The flight leaves at 5pm");
    Scores both = scorer.score("great food and terrible staff");

    assertThat(good.positive()).isGreaterThan(0.8);
    assertThat(bad.negative()).isGreaterThan(0.8);
    assertThat(plain.neutral()).isEqualTo(1);
    assertThat(both.mixed()).isGreaterThan(0.5);
  }

  @Test
  void shouldScoreALongPost() {
    String text = "I love it but they hate it. ".repeat(900).substring(0, 25_000);

    assertThat(scorer.score(text).mixed()).isGreaterThan(0.5);
  }
}
