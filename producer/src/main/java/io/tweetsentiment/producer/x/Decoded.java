package io.tweetsentiment.producer.x;

import io.tweetsentiment.schemas.Tweet;

/** The result of decoding one element of an answer. */
public sealed interface Decoded {

  /** Whether this is the deletion of a tweet. */
  default boolean isDeletion() {
    return this instanceof Valid valid && valid.tweet().getDeleted();
  }

  /** A tweet or a deletion. */
  record Valid(Tweet tweet) implements Decoded {}

  /**
   * An element that is not a tweet. It is sent as received, in an envelope with the reason, and the
   * streams app dead-letters it.
   *
   * @param key its id, or a hash of the bytes when it has no id
   * @param bytes bytes as received
   * @param reason what is wrong with it
   * @param source where it came from, such as file and line, or empty
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
  record Malformed(String key, byte[] bytes, String reason, String source) implements Decoded {}
}
