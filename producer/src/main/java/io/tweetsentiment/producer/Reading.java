package io.tweetsentiment.producer;

import io.tweetsentiment.schemas.Tweet;

/** What became of an element of an answer. */
sealed interface Reading {

  /** A tweet or a deletion. */
  record Read(Tweet tweet) implements Reading {}

  /**
   * No tweet could be made of it: it travels as received, so that the stream dead-letters it.
   *
   * @param key its id, or a hash of the bytes when it has none
   * @param bytes bytes as received
   * @param reason what is wrong with it
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
  record AsReceived(String key, byte[] bytes, String reason) implements Reading {}
}
