package io.tweetsentiment.streams;

import java.util.Locale;

/**
 * What is counted. Each raw record is in exactly one of the states merged, duplicate, superseded,
 * deleted, dead-lettered and pending, so these add up to received at each commit.
 *
 * <p>The order is the order in the store: new ones go to the end.
 */
enum Counter {
  /** Raw records. */
  RECEIVED,
  /** The newest version of a tweet under a topic, joined with its sentiment. */
  MERGED,
  /** Says what the newest version said already. */
  DUPLICATE,
  /** Beaten by a newer version or by a deletion. */
  SUPERSEDED,
  /** Deletions. */
  DELETED,
  /** Raw records that cannot be used, or that the engine rejects. */
  DEAD_LETTERED,
  /** The newest version, waiting for its sentiment. */
  PENDING,
  /** Sentiments published; not of the sum. */
  SCORED,
  /** Of the merged ones those that policy left unscored. */
  UNSCORED,
  /** Sentiment records that cannot be used; not of the sum. */
  SENTIMENTS_DEAD_LETTERED;

  /** Name outside: {@code dead_lettered}. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
