package io.tweetsentiment.sentiment.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {

  private static final String TEXT =
      "@Joe_1: see https://t.co/a@b and\nHTTP, .@ann me@example.org http://t.co/x";

  @Test
  void shouldPutOneWordForEachMentionAndLink() {
    assertThat(new Placeholders(Optional.of("@user"), Optional.of("$1")).apply(TEXT))
        .isEqualTo("@user: see $1 and\nHTTP, .@user me@example.org $1");
  }

  @Test
  void shouldLeaveTheTextAsWrittenWhenNothingIsMasked() {
    assertThat(new Placeholders(Optional.empty(), Optional.empty()).apply(TEXT)).isEqualTo(TEXT);
  }
}
