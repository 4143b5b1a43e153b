package io.tweetsentiment.producer.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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
      })
  void shouldMatchWholeWords(String query, String text, boolean expected) {
    assertThat(Keywords.of(query).match(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"'',x", "' OR ',x", "'\"\"',''"})
  void shouldMatchNothingWithoutAPhrase(String query, String text) {
    assertThat(Keywords.of(query).match(text)).isFalse();
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
