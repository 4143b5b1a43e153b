package io.tweetsentiment.connect.s3.writer;

/** What happens to a record without a value. */
public enum NullValues {
  /** It is an errant record. */
  FAIL,
  /** It is left out. */
  IGNORE
}
