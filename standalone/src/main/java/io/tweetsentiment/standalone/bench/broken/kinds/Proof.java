package io.tweetsentiment.standalone.bench.broken.kinds;

/** What proves that a record did not disappear. */
public enum Proof {
  /** A dead letter, or a row of the loader's reject table, with a reason. */
  REJECTED,
  /** The same, or a row of the table {@code tweet}, because a rule may accept the record. */
  EITHER,
  /** A row of the table {@code tweet}, because the fault must not affect the tweet. */
  ROW,
  /**
   * As many dead letters with these bytes as were injected, because such records cannot be
   * distinguished.
   */
  SAME_BYTES,
  /** None: the record is valid and has no effect, so it does not count as broken. */
  NONE
}
