package io.tweetsentiment.streams;

/**
 * State of the newest version of a tweet under a topic. The order is the order in the store: new
 * ones go to the end.
 */
enum Status {
  PENDING(Counter.PENDING),
  MERGED(Counter.MERGED),
  REJECTED(Counter.DEAD_LETTERED),
  DELETED(Counter.DELETED);

  private final Counter counter;

  Status(Counter counter) {
    this.counter = counter;
  }

  /** Where its raw record is counted. */
  Counter counter() {
    return counter;
  }
}
