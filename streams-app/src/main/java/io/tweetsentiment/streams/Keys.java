package io.tweetsentiment.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Record keys in messages. */
final class Keys {

  private static final int SHOWN = 64;

  private Keys() {}

  static String shown(byte[] key) {
    if (key == null) {
      return "it is null";
    }
    String text = new String(key, UTF_8);
    return "'" + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...") + "'";
  }
}
