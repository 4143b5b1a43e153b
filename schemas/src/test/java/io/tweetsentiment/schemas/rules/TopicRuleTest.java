package io.tweetsentiment.schemas.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicRuleTest {

  @ParameterizedTest
  @ValueSource(strings = {"tea", "tea, coffee", "\"night train\"", "a\\b", "茶 😀", "lang:en (x)"})
  void shouldTakeEveryTextThatCanBeShown(String topic) {
    assertThat(TopicRule.problem(topic)).isEmpty();
  }

  @Test
  void shouldSayWhyWhenItIsNoTopic() {
    assertThat(TopicRule.problem("a\nb")).contains("topic holds the control character U+000A");
    assertThat(TopicRule.problem("\0")).contains("topic holds the control character U+0000");
    assertThat(TopicRule.problem("\ud800")).isPresent();
    assertThat(TopicRule.problem("ü".repeat(512))).isEmpty();
    assertThat(TopicRule.problem("ü".repeat(513)).orElseThrow()).contains("longer than 1024 bytes");
  }
}
