package io.tweetsentiment.streams.state;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TweetIdSerdeTest {

  private final TweetIdSerde serde = new TweetIdSerde();

  @Property
  void shouldReadBackEveryId(@ForAll("ids") String id) {
    assertThat(read(write(id))).isEqualTo(id);
  }

  @Provide
  Arbitrary<String> ids() {
    return Arbitraries.oneOf(
        Arbitraries.longs().map(Object::toString),
        Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(24),
        Arbitraries.strings().ofMinLength(1).ofMaxLength(40));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1318610398822170624", "9223372036854775807"})
  void shouldTake8BytesWhenTheIdIsANumber(String id) {
    assertThat(write(id)).hasSize(Long.BYTES);
    assertThat(read(write(id))).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"00", "01", "-1", "9223372036854775808", "99999999999999999999", "é", "1a"})
  void shouldKeepTheTextWhenTheIdIsNoPlainNumber(String id) {
    assertThat(write(id)[0]).isEqualTo((byte) 0xff);
    assertThat(read(write(id))).isEqualTo(id);
  }

  @Test
  void shouldPassNullOn() {
    assertThat(write(null)).isNull();
    assertThat(read(null)).isNull();
  }

  private byte[] write(String id) {
    return serde.serializer().serialize("topic", id);
  }

  private String read(byte[] bytes) {
    return serde.deserializer().deserialize("topic", bytes);
  }
}
