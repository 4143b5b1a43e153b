package io.tweetsentiment.sentiment.local.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TweetTokenizerTest {

  private final Tokens tokens = new Tokens();
  private final TweetTokenizer tokenizer = new TweetTokenizer();

  /** Each token's text; a letter for each mark: n negated, C capitals, e elongated, h hashtag. */
  private List<String> tokens(String text) {
    tokenizer.tokenize(text, tokens);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < tokens.size; i++) {
      String name = tokens.text(i);
      if (tokens.has(i, Tokens.SYMBOL)) {
        name = symbol(tokens.hash[i]);
      }
      String marks =
          (tokens.has(i, Tokens.NEGATED) ? "n" : "")
              + (tokens.has(i, Tokens.CAPITALS) ? "C" : "")
              + (tokens.has(i, Tokens.ELONGATED) ? "e" : "")
              + (tokens.has(i, Tokens.HASHTAG) ? "h" : "");
      found.add(marks.isEmpty() ? name : name + "/" + marks);
    }
    return found;
  }

  private static String symbol(long hash) {
    if (hash == TweetTokenizer.LINK) {
      return "<link>";
    }
    if (hash == TweetTokenizer.MENTION) {
      return "<mention>";
    }
    return hash == Emoticons.HAPPY ? "<glad>" : "<sad>";
  }

  @Test
  void shouldLowerCaseWordsAndMarkCapitals() {
    assertThat(tokens("The BEST day, I think"))
        .containsExactly("the", "best/C", "day", "i", "think");
  }

  @Test
  void shouldReplaceLinksAndMentions() {
    assertThat(tokens("@user see https://t.co/a?b=1 and www.example.org, http"))
        .containsExactly("<mention>", "see", "<link>", "and", "<link>", "<link>");
    assertThat(tokens.links).isEqualTo(3);
    assertThat(tokens.mentions).isEqualTo(1);
  }

  @Test
  void shouldSplitHashtagsAtCapitalsAndDigits() {
    assertThat(tokens("#VoteBlue2020 #maga"))
        .containsExactly("voteblue00/h", "vote/h", "blue/h", "00/h", "maga/h");
    assertThat(tokens("#iPhone_case #USA")).contains("case/h", "usa/Ch");
    assertThat(tokens.hashtags).isEqualTo(2);
  }

  @Test
  void shouldSqueezeRepeatedLetters() {
    assertThat(tokens("soooo goooood yessss")).containsExactly("soo/e", "good/e", "yess/e");
  }

  @Test
  void shouldMarkTheReachOfANegation() {
    assertThat(tokens("I do not like this new phone at all"))
        .containsExactly("i", "do", "not", "like/n", "this/n", "new/n", "phone/n", "at", "all");
    assertThat(tokens("don't like it, love it"))
        .containsExactly("don't", "like/n", "it/n", "love", "it");
    assertThat(tokens("never bad but good")).containsExactly("never", "bad/n", "but", "good");
    assertThat(tokens("I didn\u2019t go")).containsExactly("i", "didn't", "go/n");
  }

  @Test
  void shouldFindEmoticons() {
    assertThat(tokens("ok :) :-( ;-) <3 </3 :'( xD :/ (: T_T"))
        .containsExactly(
            "ok", "<glad>", "<sad>", "<glad>", "<glad>", "<sad>", "<sad>", "<glad>", "<sad>",
            "<glad>", "<sad>");
    assertThat(tokens("at 8:30 pm")).containsExactly("at", "0", "00", "pm");
    assertThat(tokens("xDemocrats")).containsExactly("xdemocrats");
  }

  @Test
  void shouldKeepEmojiWithoutSkinTonesAndSelectors() {
    assertThat(tokens("\uD83D\uDC4D\uD83C\uDFFD\u2764\uFE0Fok\uD83D\uDE02\uD83D\uDE02"))
        .containsExactly("\uD83D\uDC4D", "\u2764", "ok", "\uD83D\uDE02", "\uD83D\uDE02");
  }

  @Test
  void shouldCountMarks() {
    assertThat(tokens("What?! No... really\u2026 wow!!!"))
        .containsExactly("what", "?", "!", "no", "\u2026", "really", "\u2026", "wow", "!");
    assertThat(tokens.exclamations).isEqualTo(4);
    assertThat(tokens.questions).isEqualTo(1);
    assertThat(tokens.ellipses).isEqualTo(2);
  }

  @Test
  void shouldKeepWordsOfOtherScripts() {
    assertThat(tokens("\u042f \u043b\u044e\u0431\u043b\u044e caf\u00e9"))
        .containsExactly("\u044f", "\u043b\u044e\u0431\u043b\u044e", "caf\u00e9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "\n\t", ".", "\uD83D", "\uDE02", "\u0000", "#", "@", "&amp;", "'"})
  void shouldFindNothingWhereThereIsNothing(String text) {
    assertThat(tokens(text)).isEmpty();
  }

  @Test
  void shouldStopAtItsLimitWhenTheTextIsLong() {
    tokens("word ".repeat(5_000));
    assertThat(tokens.size).isEqualTo(Tokens.MAX_TOKENS);
    tokens("#" + "aB".repeat(12_500));
    assertThat(tokens.size).isPositive();
    tokens("x".repeat(25_000));
    assertThat(tokens.size).isEqualTo(1);
    tokens("aB1-".repeat(6_250));
    assertThat(tokens.charCount).isLessThanOrEqualTo(Tokens.MAX_CHARS);
  }
}
