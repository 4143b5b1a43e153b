package io.tweetsentiment.streams.state;

import io.tweetsentiment.streams.counters.Counter;

/** State of the newest version of a tweet under a topic. */
public enum VersionStatus {
  PENDING(0, Counter.PENDING),
  MERGED(1, Counter.MERGED),
  REJECTED(2, Counter.DEAD_LETTERED),
  DELETED(3, Counter.DELETED);

  private final int code;
  private final Counter counter;

  VersionStatus(int code, Counter counter) {
    this.code = code;
    this.counter = counter;
  }

  /** Code in the store; it never changes. */
  int code() {
    return code;
  }

  static VersionStatus of(int code) {
    for (VersionStatus status : values()) {
      if (status.code == code) {
        return status;
      }
    }
    throw new IllegalArgumentException("a state store has the unknown status code " + code);
  }

  /** The counter of its raw record. */
  public Counter counter() {
    return counter;
  }
}
