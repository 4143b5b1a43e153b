package io.tweetsentiment.streams.state;

/** Key of one text of a tweet: {@code tweet_id\0text_hash}. */
public final class TextKey {

  private static final char SEPARATOR = '\0';

  private TextKey() {}

  public static String of(String tweetId, String textHash) {
    return tweetId + SEPARATOR + textHash;
  }

  public static String tweetId(String key) {
    return key.substring(0, key.indexOf(SEPARATOR));
  }

  public static String textHash(String key) {
    return key.substring(key.indexOf(SEPARATOR) + 1);
  }
}
