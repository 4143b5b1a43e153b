package io.tweetsentiment.schemas.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.schemas.rules.Envelope.Kind;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

  @Property
  void shouldGiveBackWhatWasPutIn(
      @ForAll Kind kind,
      @ForAll @IntRange int more,
      @ForAll String reason,
      @ForAll String source,
      @ForAll byte[] original) {
    String said = "r" + Utf8.wellFormed(reason);
    String place = Utf8.wellFormed(source);
    long size = original.length + (kind == Kind.OVERSIZE ? (long) more : 0);
    byte[] bytes = new Envelope(kind, size, said, place, original).bytes();
    assertThat(Envelope.isIn(bytes)).isTrue();
    Envelope read = Envelope.read(bytes);
    assertThat(read.kind()).isEqualTo(kind);
    assertThat(read.size()).isEqualTo(size);
    assertThat(read.reason()).isEqualTo(said);
    assertThat(read.source()).isEqualTo(place);
    assertThat(read.original()).isEqualTo(original);
  }

  @Property
  void shouldReadOrSayWhyNotWhateverFollowsTheMagic(@ForAll byte[] bytes) {
    byte[] value = new byte[bytes.length + 1];
    value[0] = (byte) 0xFE;
    System.arraycopy(bytes, 0, value, 1, bytes.length);
    try {
      assertThat(Envelope.read(value).reason()).isNotBlank();
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).contains("envelope");
    }
  }

  @Property
  void shouldRefuseAnEnvelopeThatWasCut(@ForAll byte[] original, @ForAll int at) {
    byte[] bytes = Envelope.unusable("no text", "a.jsonl:1", original).bytes();
    byte[] cut = Arrays.copyOf(bytes, Math.floorMod(at, bytes.length));
    assertThatThrownBy(() -> Envelope.read(cut)).hasMessageContaining("envelope");
  }

  @Test
  void shouldHaveTheDocumentedBytes() {
    assertThat(Envelope.unusable("no", "f:1", "x".getBytes(UTF_8)).bytes())
        .containsExactly(
            0xFE, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 'n', 'o', 0, 3, 'f', ':', '1', 'x');
  }

  @Test
  void shouldBeToldFromWireFormatAndText() {
    assertThat(Envelope.isIn(new byte[] {0, 0, 0, 0, 1})).isFalse();
    assertThat(Envelope.isIn("{}".getBytes(UTF_8))).isFalse();
    assertThat(Envelope.isIn(new byte[0])).isFalse();
    assertThat(Envelope.isIn(null)).isFalse();
  }

  @Test
  void shouldSayThePlaceBeforeTheReasonWhenThereIsOne() {
    assertThat(Envelope.unusable("no text", "", new byte[0]).message()).isEqualTo("no text");
    assertThat(Envelope.unusable("no text", "a.jsonl:7", new byte[0]).message())
        .isEqualTo("a.jsonl:7: no text");
  }

  @Test
  void shouldCutAReasonThatIsVeryLongAndRefuseNone() {
    Envelope envelope = Envelope.unusable("ü".repeat(100_000), "s".repeat(100_000), new byte[0]);
    assertThat(Envelope.read(envelope.bytes()).reason().getBytes(UTF_8)).hasSizeLessThan(5_000);
    assertThatThrownBy(() -> Envelope.unusable(" ", "", new byte[0])).hasMessageContaining("blank");
  }
}
