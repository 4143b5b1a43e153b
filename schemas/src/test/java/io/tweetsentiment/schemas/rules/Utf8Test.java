package io.tweetsentiment.schemas.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class Utf8Test {

  @Test
  void shouldCutOnACodePointBoundary() {
    assertThat(Utf8.truncate("aé日😀", 10)).isEqualTo("aé日😀");
    assertThat(Utf8.truncate("aé日😀", 9)).isEqualTo("aé日");
    assertThat(Utf8.truncate("aé日😀", 5)).isEqualTo("aé");
    assertThat(Utf8.truncate("aé日😀", 0)).isEmpty();
  }

  @Test
  void shouldReplaceUnpairedSurrogatesOnly() {
    assertThat(Utf8.wellFormed("a😀b")).isEqualTo("a😀b");
    assertThat(Utf8.wellFormed("a\ud800b\udc00\ud83d\ude00\ud800"))
        .isEqualTo("a\uFFFDb\uFFFD😀\uFFFD");
  }

  @Property(tries = 300)
  void shouldCountTheBytesOfWellFormedText(@ForAll String text) {
    String wellFormed = Utf8.wellFormed(text);

    assertThat(Utf8.bytes(text)).isEqualTo(wellFormed.getBytes(UTF_8).length);
    assertThat(new String(wellFormed.getBytes(UTF_8), UTF_8)).isEqualTo(wellFormed);
  }

  @Property(tries = 300)
  void shouldTakeAsMuchAsFits(@ForAll String text, @ForAll @IntRange(max = 50) int limit) {
    String cut = Utf8.truncate(text, limit);

    assertThat(text).startsWith(cut);
    assertThat(cut.getBytes(UTF_8).length).isLessThanOrEqualTo(limit);
  }
}
