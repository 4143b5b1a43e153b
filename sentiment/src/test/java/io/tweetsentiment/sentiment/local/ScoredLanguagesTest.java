package io.tweetsentiment.sentiment.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoredLanguagesTest {

  private final ScoredLanguages english = new ScoredLanguages(List.of("en"));

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"en", "EN", "en-GB", "en_US", "und", "qme", "qht", "zxx"})
  void shouldScoreEnglishAndWhateverHasNoLanguage(String tag) {
    assertThat(english.route(tag)).contains("any");
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "ja", "zh-CN", "in", "iw", "enm"})
  void shouldLeaveOtherLanguagesUnscored(String tag) {
    assertThat(english.route(tag)).isEmpty();
  }

  @Test
  void shouldScoreEverythingWhenAllIsAskedFor() {
    assertThat(new ScoredLanguages(List.of("all")).route("ja")).contains("any");
    assertThat(new ScoredLanguages(List.of("ALL")).route("ja")).contains("any");
    assertThat(new ScoredLanguages(List.of("en", "zh-CN")).route("zh-cn")).contains("any");
    assertThat(new ScoredLanguages(List.of("en", "zh-CN")).route("zh-tw")).isEmpty();
  }
}
