package io.tweetsentiment.standalone.bench.broken.kinds;

/** What shows that a record did not disappear. */
public enum Proof {
  /** A dead letter, or a row of the loader's reject table, with a reason. */
  REJECTED,
  /** The same, or a row of the table {@code tweet}: the record can be read by a rule. */
  EITHER,
  /** A row of the table {@code tweet}: what is odd must not touch the tweet. */
  ROW,
  /** As many dead letters with these bytes as were put in: nothing in them can be told apart. */
  SAME_BYTES,
  /** Nothing: the record is valid and has no effect, so it is no broken one. */
  NONE
}
