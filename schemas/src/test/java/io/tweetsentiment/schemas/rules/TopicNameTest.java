package io.tweetsentiment.schemas.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"tea", "tea, coffee", "\"night train\"", "a\\b", "茶 😀", "lang:en (x)"})
  void shouldTakeEveryTextThatCanBeShown(String topic) {
    assertThat(TopicName.problem(topic)).isEmpty();
  }

  @Test
  void shouldSayWhyWhenItIsNoTopic() {
    assertThat(TopicName.problem("a\nb")).contains("topic holds the control character U+000A");
    assertThat(TopicName.problem("\0")).contains("topic holds the control character U+0000");
    assertThat(TopicName.problem("\ud800")).isPresent();
    assertThat(TopicName.problem("ü".repeat(512))).isEmpty();
    assertThat(TopicName.problem("ü".repeat(513)).orElseThrow()).contains("longer than 1024 bytes");
  }
}
