package io.tweetsentiment.streams.state;

import io.tweetsentiment.streams.counters.Counter;

/** State of the newest version of a tweet under a topic. */
public enum Status {
  PENDING(0, Counter.PENDING),
  MERGED(1, Counter.MERGED),
  REJECTED(2, Counter.DEAD_LETTERED),
  DELETED(3, Counter.DELETED);

  private final int code;
  private final Counter counter;

  Status(int code, Counter counter) {
    this.code = code;
    this.counter = counter;
  }

  /** How it stands in the store: given for good. */
  int code() {
    return code;
  }

  static Status of(int code) {
    for (Status status : values()) {
      if (status.code == code) {
        return status;
      }
    }
    throw new IllegalArgumentException("a store holds the unknown status " + code);
  }

  /** Where its raw record is counted. */
  public Counter counter() {
    return counter;
  }
}
