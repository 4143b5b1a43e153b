package io.tweetsentiment.streams.wire;

/** The result of decoding one record. */
public sealed interface Decoded<T> {

  /** The record is valid. */
  record Valid<T>(T value) implements Decoded<T> {}

  /**
   * The record can never be used: it is dead-lettered.
   *
   * @param reason what is wrong, with the value
   * @param exception class name of what was thrown, or empty
   */
  record Malformed<T>(String reason, String exception) implements Decoded<T> {

    public Malformed(String reason) {
      this(reason, "");
    }
  }
}
