package io.tweetsentiment.sentiment.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Utf8LimitTest {

  private final Utf8Limit limit = new Utf8Limit(10);

  @Test
  void shouldKeepTextThatFits() {
    assertThat(limit.truncate("")).isEmpty();
    assertThat(limit.truncate("1234567890")).isEqualTo("1234567890");
    assertThat(limit.truncate("\u00e9\u00e9\u00e9\u00e9\u00e9")).hasSize(5);
  }

  @Test
  void shouldCutOnACodePointBoundary() {
    assertThat(limit.truncate("12345678901")).isEqualTo("1234567890");
    assertThat(limit.truncate("123456789\u00e9")).isEqualTo("123456789");
    assertThat(limit.truncate("1234567\uD83D\uDE00")).isEqualTo("1234567");
    assertThat(limit.truncate("123456\uD83D\uDE00!")).isEqualTo("123456\uD83D\uDE00");
    assertThat(limit.truncate("\u65e5\u672c\u8a9e\u6587").getBytes(UTF_8)).hasSize(9);
  }
}
