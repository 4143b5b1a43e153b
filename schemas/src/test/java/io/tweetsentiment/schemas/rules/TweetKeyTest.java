package io.tweetsentiment.schemas.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TweetKeyTest {

  @Test
  void shouldReadBackWhatItWrote() {
    TweetKey key = new TweetKey("42", "night trains|x");

    assertThat(TweetKey.decode(key.encoded())).isEqualTo(key);
  }

  @Test
  void shouldKeepTheKeysOfOneTweetTogether() {
    String prefix = TweetKey.prefix("42");

    assertThat(new TweetKey("42", "a").encoded())
        .startsWith(prefix)
        .isGreaterThan(prefix)
        .isLessThan(TweetKey.prefixEnd("42"));
    assertThat(new TweetKey("421", "a").encoded()).isGreaterThan(TweetKey.prefixEnd("42"));
  }

  @Test
  void shouldRefuseAnIdThatHoldsTheSeparator() {
    assertThatThrownBy(() -> new TweetKey("4\0002", "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("U+0000");
    assertThatThrownBy(() -> TweetKey.decode("42")).hasMessageContaining("42");
  }
}
