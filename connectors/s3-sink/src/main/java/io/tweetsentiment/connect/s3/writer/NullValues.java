package io.tweetsentiment.connect.s3.writer;

/** What happens to a record without a value. */
public enum NullValues {
  /** The record is reported as an errant record. */
  FAIL,
  /** The record is skipped. */
  IGNORE
}
