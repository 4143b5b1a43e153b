package io.tweetsentiment.sentiment.local.vader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** Public reports 22, 28 and 86 about the paper's implementation: all were neutral or wrong. */
  @ParameterizedTest
  @CsvSource({
    "great\uD83D\uDE0D, 1",
    "great \uD83D\uDE0D, 1",
    "\uD83D\uDE0D, 1",
    "nothing for us :(, -1",
    "nothing for us \uD83D\uDE22, -1",
    "no \uD83D\uDE22, -1",
    "bad\uD83D\uDE21, -1",
    "thanks\uD83D\uDC4D\uD83C\uDFFF, 1",
    "\u2764\uFE0F\u200D\uD83D\uDD25, 1"
  })
  void shouldReadEmojiAndEmoticonsAsTheFeelingOfTheAuthor(String text, int sign) {
    assertThat(Math.signum(rules.apply(text).compound())).isEqualTo(sign);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uD83D\uDE0D",
        "\uD83D\uDE21",
        "\u2764\uFE0F",
        "\uD83D\uDC4D\uD83C\uDFFD",
        "\uD83D\uDE97"
      })
  void shouldNotCareWhetherAnEmojiIsGluedToAWord(String emoji) {
    for (String word : new String[] {"great", "bad", "table", "GREAT", "don't", "42"}) {
      assertThat(rules.apply(word + emoji)).isEqualTo(rules.apply(word + " " + emoji));
      assertThat(rules.apply(emoji + word)).isEqualTo(rules.apply(emoji + " " + word));
      assertThat(rules.apply("a " + word + emoji + emoji + word + "!"))
          .isEqualTo(rules.apply("a " + word + " " + emoji + " " + emoji + " " + word + "!"));
    }
  }
}
