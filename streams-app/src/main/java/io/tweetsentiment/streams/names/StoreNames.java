package io.tweetsentiment.streams.names;

import java.time.Duration;

/**
 * Names of the state stores, and so of their changelog topics. They are part of what is deployed: a
 * store with another name starts empty.
 */
public final class StoreNames {

  public static final String TWEETS = "tweets";
  public static final String PENDING = "pending";
  public static final String COUNTERS = "counters";

  private StoreNames() {}

  /** The store of the partial aggregates, and the repartition topic that they are sent to. */
  public static String partials(Duration windowSize) {
    return "window-partials-" + windowSize;
  }

  /** The store of the aggregates. */
  public static String windows(Duration windowSize) {
    return "windows-" + windowSize;
  }

  /** The store of the windows of another store that may have to be sent again after a restart. */
  public static String unsent(String windows) {
    return windows + "-unsent";
  }
}
