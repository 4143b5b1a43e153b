package io.tweetsentiment.producer.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeywordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "climate | The Climate, again | true",
        "climate | #climate | true",
        "climate | acclimate | false",
        "climate | climates | false",
        "climate | climate_change | false",
        "climate change | climate   CHANGE | true",
        "climate change | change climate | false",
        "tea OR coffee | I like coffee. | true",
        "\"green tea\" OR (coffee) | coffee | true",
        "tea or coffee | coffee | false",
        "Ünïcode | ünïcode | true",
        "\u6C17\u5019 | \u4ECA\u65E5\u306E\u6C17\u5019\u5909\u52D5 | true",
        "c++ | c++ is fine | true",
        "tea | \uFF34\uFF25\uFF21 | true",
        "ice | ice\u0301 | false",
        "\u091C\u0932 | \u092F\u0939 \u091C\u0932 \u0939\u0948 | true",
        "\u091C\u0932 | \u091C\u0932\u093E | false",
        "\u091A\u093E | \u091A\u093E\u0939 | false",
        "\u0BA4\u0BC7 | \u0BA4\u0BC7\u0BA8\u0BC0\u0BB0\u0BCD | false",
        "a | a\u20DD | false",
        "weekend | week\u00ADend | true",
        "\u0645\u06CC\u062E | \u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645 | false",
        "tea | green\u200Btea | true",
        "istanbul | \u0130STANBUL | true",
        "Stra\u00DFe | STRASSE | true",
        "\u03BF\u03B4\u03CC\u03C2 | \u039F\u0394\u038C\u03A3. | true",
      })
  void shouldMatchWholeWords(String query, String text, boolean expected) {
    assertThat(Keywords.of(query).match(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"'',x", "' OR ',x", "'\"\"',''"})
  void shouldMatchNothingWithoutAPhrase(String query, String text) {
    assertThat(Keywords.of(query).match(text)).isFalse();
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.of(
            "\u0905\u0906\u0915\u0916\u093E\u093F\u0902",
            "\u0995\u0996\u09BE\u09C7",
            "\u0B95\u0B9A\u0BBE\u0BC7",
            "\u0431\u0436\u044F",
            "\u03B1\u03B2\u03C3",
            "\u0627\u0628\u062A",
            "\u05D0\u05D1\u05D2",
            "\uAC00\uAC01",
            "\u00E9\u00DFi\u0131")
        .flatMap(script -> Arbitraries.strings().withChars(script).ofMinLength(1).ofMaxLength(6));
  }

  @Property
  void shouldFindAWordOfAnyScriptInAnyCaseAndNoPartOfOne(
      @ForAll("words") String word, @ForAll("words") String other) {
    Keywords keywords = Keywords.of(word);
    for (String text : List.of(word, other + " " + word, "(" + word + ")!", word + ".")) {
      assertThat(keywords.match(text)).as(text).isTrue();
      assertThat(keywords.match(text.toUpperCase(Locale.ROOT))).as(text).isTrue();
    }
    assertThat(keywords.match("x" + word + "x")).isFalse();
  }

  @Property
  void shouldFindAWordAtAnyPlaceAndNoPartOfOne(
      @ForAll @AlphaChars @NotEmpty String word, @ForAll @AlphaChars @NotEmpty String other) {
    Keywords keywords = Keywords.of(word);
    for (String text : List.of(word, word + " " + other, other + " " + word, "(" + word + ")!")) {
      assertThat(keywords.match(text)).as(text).isTrue();
    }
    assertThat(keywords.match("x" + word + "x")).isFalse();
  }
}
