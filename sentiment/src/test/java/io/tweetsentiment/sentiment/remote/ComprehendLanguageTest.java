package io.tweetsentiment.sentiment.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ComprehendLanguageTest {

  private final ComprehendLanguage language = new ComprehendLanguage(Optional.of("en"));

  @ParameterizedTest
  @CsvSource({
    "en,en",
    "EN,en",
    "en-GB,en",
    "pt-BR,pt",
    "zh,zh",
    "zh-CN,zh",
    "zh_CN,zh",
    "zh-Hans,zh",
    "zh-TW,zh-TW",
    "zh-tw,zh-TW",
    "zh-Hant,zh-TW",
    "zh-HK,zh-TW",
    "hi,hi",
    "ko,ko"
  })
  void shouldFindTheCodeWhenComprehendScoresTheLanguage(String tag, String code) {
    assertThat(language.of(tag)).contains(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"in", "id", "iw", "he", "tl", "nl", "tr", "english"})
  void shouldLeaveLanguagesUnscoredWhenComprehendDoesNotScoreThem(String tag) {
    assertThat(language.of(tag)).isEmpty();
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"und", " ", "zxx", "qme", "qht", "qam", "qct", "qst", "art"})
  void shouldUseTheDefaultWhenXDetectedNoLanguage(String tag) {
    assertThat(language.of(tag)).contains("en");
    assertThat(new ComprehendLanguage(Optional.empty()).of(tag)).isEmpty();
  }

  @Test
  void shouldRefuseADefaultThatComprehendDoesNotScore() {
    assertThatThrownBy(() -> new ComprehendLanguage(Optional.of("nl")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("comprehend.default.language", "nl", "en, es");
  }
}
