package io.tweetsentiment.sentiment.local.vader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VaderRulesTest {

  private final VaderRules rules = new VaderRules(VaderLexicon.bundled());

  /** Compound scores that the paper's own implementation gives for these sentences. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "VADER is smart, handsome, and funny. | 0.8316",
        "VADER is smart, handsome, and funny! | 0.8439",
        "VADER is very smart, handsome, and funny. | 0.8545",
        "VADER is VERY SMART, handsome, and FUNNY. | 0.9227",
        "VADER is VERY SMART, handsome, and FUNNY!!! | 0.9342",
        "VADER is not smart, handsome, nor funny. | -0.7424",
        "The book was good. | 0.4404",
        "The book was only kind of good. | 0.3832",
        "At least it isn't a horrible book. | 0.4310",
        "The plot was good, but the characters are uncompelling and the dialog is not great. |"
            + " -0.7042",
        "Today SUX! | -0.5461",
        "Today only kinda sux! But I'll get by, lol | 0.5249",
        "Make sure you :) or :D today! | 0.8633",
        "Not bad at all | 0.4310",
      })
  void shouldGiveThePapersCompoundWhenGivenItsSentences(String text, double compound) {
    assertThat(rules.apply(text).compound()).isCloseTo(compound, within(0.02));
  }

  @Test
  void shouldFindNothingWhenTheTextHasNoWordOfTheLexicon() {
    assertThat(rules.apply("The flight leaves at 5pm")).isEqualTo(new VaderRules.Valence(0, 0));
    assertThat(rules.apply("")).isEqualTo(new VaderRules.Valence(0, 0));
    assertThat(rules.apply(" \n ")).isEqualTo(new VaderRules.Valence(0, 0));
  }

  @Test
  void shouldReadCurlyApostrophesAsStraightOnes() {
    assertThat(rules.apply("I don\u2019t love it")).isEqualTo(rules.apply("I don't love it"));
  }
}
