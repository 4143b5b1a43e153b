package io.tweetsentiment.producer.x;

import io.tweetsentiment.schemas.Tweet;

/** What became of an element of an answer. */
public sealed interface Decoded {

  /** A tweet or a deletion. */
  record Valid(Tweet tweet) implements Decoded {}

  /**
   * No tweet could be made of it: it travels as received, in an envelope with the reason, so that
   * the stream dead-letters it.
   *
   * @param key its id, or a hash of the bytes when it has none
   * @param bytes bytes as received
   * @param reason what is wrong with it
   * @param source where it stood, such as file and line, or empty
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
  record Malformed(String key, byte[] bytes, String reason, String source) implements Decoded {}
}
