package io.tweetsentiment.streams.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Optional;

/**
 * Checks record keys: all records of a tweet must have its tweet_id as key, so that they are in one
 * partition.
 */
public final class KeyCheck {

  private static final int SHOWN = 64;

  private KeyCheck() {}

  /** Why a key is wrong; empty when it is the tweet_id. */
  public static Optional<String> problem(byte[] key, String tweetId) {
    return key != null && Arrays.equals(key, tweetId.getBytes(UTF_8))
        ? Optional.empty()
        : Optional.of("the key is " + shown(key) + " instead of the tweet_id " + tweetId);
  }

  private static String shown(byte[] key) {
    if (key == null) {
      return "null";
    }
    String text = new String(key, UTF_8);
    return "'" + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...") + "'";
  }
}
