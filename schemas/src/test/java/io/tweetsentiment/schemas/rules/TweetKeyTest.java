package io.tweetsentiment.schemas.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TweetKeyTest {

  @Test
  void shouldReadBackWhatItWrote() {
    TweetKey key = new TweetKey("42", "night trains|x\0y");

    assertThat(TweetKey.decode(key.encoded())).isEqualTo(key);
  }

  @Test
  void shouldRefuseAnIdThatHoldsTheSeparator() {
    assertThatThrownBy(() -> new TweetKey("4\0002", "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("U+0000");
    assertThatThrownBy(() -> TweetKey.decode("42")).hasMessageContaining("42");
  }
}
