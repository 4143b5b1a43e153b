package io.tweetsentiment.connect.s3;

/** What happens to a record without a value. */
enum NullValues {
  /** It is an errant record. */
  FAIL,
  /** It is left out. */
  IGNORE
}
