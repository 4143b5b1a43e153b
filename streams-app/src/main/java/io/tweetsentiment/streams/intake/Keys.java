package io.tweetsentiment.streams.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Optional;

/** Record keys: everything about a tweet lies in the partition of its id. */
final class Keys {

  private static final int SHOWN = 64;

  private Keys() {}

  /** What is wrong with the key of a record about a tweet, if anything is. */
  static Optional<String> fault(byte[] key, String tweetId) {
    return key != null && Arrays.equals(key, tweetId.getBytes(UTF_8))
        ? Optional.empty()
        : Optional.of("the key is not the tweet_id " + tweetId + ": " + shown(key));
  }

  private static String shown(byte[] key) {
    if (key == null) {
      return "it is null";
    }
    String text = new String(key, UTF_8);
    return "'" + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...") + "'";
  }
}
