package io.tweetsentiment.streams.counters;

import java.util.Arrays;
import java.util.Locale;

/**
 * What is counted. Each raw record is in exactly one of the states merged, duplicate, superseded,
 * deleted, dead-lettered, oversize and pending, so these add up to received at each commit.
 */
public enum Counter {
  /** Raw records. */
  RECEIVED(0),
  /** The newest version of a tweet under a topic, joined with its sentiment. */
  MERGED(1),
  /** Says what the newest version said already. */
  DUPLICATE(2),
  /** Beaten by a newer version or by a deletion. */
  SUPERSEDED(3),
  /** Deletions. */
  DELETED(4),
  /** Raw records that cannot be used, or that the engine rejects. */
  DEAD_LETTERED(5),
  /** The newest version, waiting for its sentiment. */
  PENDING(6),
  /** Sentiments published; not of the sum. */
  SCORED(7),
  /** Of the merged ones those that policy left unscored. */
  UNSCORED(8),
  /** Sentiment records that cannot be used; not of the sum. */
  SENTIMENTS_DEAD_LETTERED(9),
  /** Raw records that stand for one that the stream could not take; dead-lettered too. */
  OVERSIZE(10),
  /** Merged records of which a value was cut to the width of its column; not of the sum. */
  CUT(11);

  private final int slot;

  Counter(int slot) {
    this.slot = slot;
  }

  /** Place in the store: given for good. */
  int slot() {
    return slot;
  }

  /** How many places the store has; some may be of no counter. */
  static int slots() {
    return Arrays.stream(values()).mapToInt(Counter::slot).max().orElseThrow() + 1;
  }

  /** Name outside: {@code dead_lettered}. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
