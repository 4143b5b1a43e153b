package io.tweetsentiment.schemas.rules;

import static java.util.Objects.requireNonNull;

/**
 * Identity of a tweet in every store, table and job: a tweet that is found under two topics counts
 * once in each.
 *
 * @param tweetId first id of the edit history
 * @param topic subject that was searched for
 */
public record TweetKey(String tweetId, String topic) implements Comparable<TweetKey> {

  private static final char SEPARATOR = '\0';

  public TweetKey {
    requireNonNull(tweetId, "tweetId");
    requireNonNull(topic, "topic");
    if (tweetId.indexOf(SEPARATOR) >= 0) {
      throw new IllegalArgumentException("tweet_id holds U+0000: " + tweetId);
    }
  }

  /** {@code tweet_id\0topic}: keys of one tweet are adjacent. */
  public String encoded() {
    return tweetId + SEPARATOR + topic;
  }

  /**
   * Reads a key back from {@link #encoded}.
   *
   * @throws IllegalArgumentException when {@code encoded} has no separator
   */
  public static TweetKey decode(String encoded) {
    // Topics may contain U+0000, but ids may not, so the first one is the separator.
    int separator = encoded.indexOf(SEPARATOR);
    if (separator < 0) {
      throw new IllegalArgumentException("not a tweet key (no U+0000 in it): " + encoded);
    }
    return new TweetKey(encoded.substring(0, separator), encoded.substring(separator + 1));
  }

  @Override
  public int compareTo(TweetKey other) {
    return encoded().compareTo(other.encoded());
  }
}
