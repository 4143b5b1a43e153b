package io.tweetsentiment.sentiment.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Utf8LimitTest {

  private final Utf8Limit limit = new Utf8Limit(10);

  @Test
  void shouldKeepTextThatFits() {
    assertThat(limit.fit("")).isEmpty();
    assertThat(limit.fit("1234567890")).isEqualTo("1234567890");
    assertThat(limit.fit("\u00e9\u00e9\u00e9\u00e9\u00e9")).hasSize(5);
  }

  @Test
  void shouldCutOnACodePointBoundary() {
    assertThat(limit.fit("12345678901")).isEqualTo("1234567890");
    assertThat(limit.fit("123456789\u00e9")).isEqualTo("123456789");
    assertThat(limit.fit("1234567\uD83D\uDE00")).isEqualTo("1234567");
    assertThat(limit.fit("123456\uD83D\uDE00!")).isEqualTo("123456\uD83D\uDE00");
    assertThat(limit.fit("\u65e5\u672c\u8a9e\u6587").getBytes(UTF_8)).hasSize(9);
  }
}
