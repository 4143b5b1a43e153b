package io.tweetsentiment.sql.staging;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.avro.util.Utf8;

/** The rules for texts that both databases share. */
final class Texts {

  private Texts() {}

  /** Whether a text contains U+0000, which neither database stores. */
  static boolean hasZero(CharSequence text) {
    if (!(text instanceof Utf8 utf8)) {
      return text.toString().indexOf('\0') >= 0;
    }
    byte[] bytes = utf8.getBytes();
    for (int i = 0; i < utf8.getByteLength(); i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }

  /** The text as it is stored: U+0000 and what is no character become U+FFFD. */
  static String storable(CharSequence text) {
    String chars =
        text instanceof Utf8 utf8
            ? new String(utf8.getBytes(), 0, utf8.getByteLength(), UTF_8)
            : io.tweetsentiment.schemas.rules.Utf8.wellFormed(text.toString());
    return chars.replace('\0', '\uFFFD');
  }
}
