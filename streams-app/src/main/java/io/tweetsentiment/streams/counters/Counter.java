package io.tweetsentiment.streams.counters;

import java.util.Arrays;
import java.util.Locale;

/**
 * What the app counts. Each raw record is in exactly one of the states merged, duplicate,
 * superseded, deleted, dead-lettered, oversize and pending, so that these counters add up to
 * received at each commit.
 */
public enum Counter {
  /** Raw records. */
  RECEIVED(0),
  /** Newest versions of a tweet under a topic that are joined with their sentiment. */
  MERGED(1),
  /** Versions whose content equals that of the newest version. */
  DUPLICATE(2),
  /** Versions that a newer version or a deletion replaces. */
  SUPERSEDED(3),
  /** Deletions. */
  DELETED(4),
  /** Raw records that cannot be used, or that the engine rejects. */
  DEAD_LETTERED(5),
  /** Newest versions that wait for their sentiment. */
  PENDING(6),
  /** Published sentiments; not part of the sum. */
  SCORED(7),
  /** Merged versions that were not scored because of their language; counted as merged too. */
  UNSCORED(8),
  /** Sentiment records that cannot be used; not part of the sum. */
  SENTIMENTS_DEAD_LETTERED(9),
  /**
   * Raw records that replace a record too large for the stream. They go to the dead-letter topic,
   * but are not counted as dead-lettered.
   */
  OVERSIZE(10),
  /** Merged records with a value that was cut to the width of its column; not part of the sum. */
  CUT(11);

  private final int slot;

  Counter(int slot) {
    this.slot = slot;
  }

  /** Index in the stored array; it never changes. */
  int slot() {
    return slot;
  }

  /** Length of the stored array, which may have unused places. */
  static int slots() {
    return Arrays.stream(values()).mapToInt(Counter::slot).max().orElseThrow() + 1;
  }

  /** Name in HTTP responses and metrics, for instance {@code dead_lettered}. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
