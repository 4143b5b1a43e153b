package io.tweetsentiment.sentiment.local.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.sentiment.Engines;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.Scores;
import io.tweetsentiment.sentiment.SentimentEngine;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FancyLettersTest {

  /** First letters of alphabets that have no gaps. */
  @ParameterizedTest
  @CsvSource({
    "1d41a, a, 26", "1d400, A, 26", "1d482, a, 26", "1d468, A, 26", "1d4ea, a, 26", "1d51e, a, 26",
    "1d552, a, 26", "1d586, a, 26", "1d5ba, a, 26", "1d5d4, A, 26", "1d622, a, 26", "1d670, A, 26",
    "1d7ce, 0, 10", "1d7f6, 0, 10", "ff41, a, 26", "ff21, A, 26", "ff10, 0, 10", "24d0, a, 26",
    "24b6, A, 26", "1f130, A, 26", "2460, 1, 9"
  })
  void shouldReplaceEachLetterOfAnAlphabet(String first, char plain, int count) {
    for (int i = 0; i < count; i++) {
      String fancy = Character.toString(Integer.parseInt(first, 16) + i);
      assertThat(FancyLetters.plain("x" + fancy + "y")).isEqualTo("x" + (char) (plain + i) + "y");
    }
  }

  @Test
  void shouldReplaceSmallCapitals() {
    assertThat(FancyLetters.plain("\u026a \u029f\u1d0f\u1d20\u1d07 \u026a\u1d1b"))
        .isEqualTo("i love it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "caf\u00e9",
        "\u65e5\u672c",
        "na\u00efve \u0142",
        "\ud83d\ude0d",
        "\ud83c\uddfa\ud83c\uddf8",
        "\u2122 \u2139\ufe0f",
        "half \u00bd",
        "\ud835",
        "\u03b1\u03b2"
      })
  void shouldKeepTheSameObjectWhenThereIsNothingToReplace(String text) {
    assertThat(FancyLetters.plain(text)).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"accurate", "fast", "vader"})
  void shouldScoreFancyLettersLikePlainOnes(String model) throws Exception {
    String plain = "I love this so much, worst day is over";
    try (SentimentEngine engine = Engines.open("local", Map.of("local.model", model))) {
      Scores expected = score(engine, plain);
      assertThat(score(engine, styled(plain, 0x1d41a, 0x1d400))).isEqualTo(expected);
      assertThat(score(engine, styled(plain, 0xff41, 0xff21))).isEqualTo(expected);
      assertThat(score(engine, styled(plain, 0x1d5ee, 0x1d5d4))).isEqualTo(expected);
    }
  }

  private static Scores score(SentimentEngine engine, String text) {
    return ((Outcome.Scored) engine.inCallingThread("en").orElseThrow().apply(text)).scores();
  }

  private static String styled(String text, int small, int capital) {
    IntUnaryOperator style =
        c -> {
          if (c >= 'a' && c <= 'z') {
            return small + c - 'a';
          }
          return c >= 'A' && c <= 'Z' ? capital + c - 'A' : c;
        };
    StringBuilder styled = new StringBuilder();
    text.chars().map(style).forEach(styled::appendCodePoint);
    assertThat(styled.toString().toUpperCase(Locale.ROOT)).isNotEqualTo(text);
    return styled.toString();
  }
}
