package io.tweetsentiment.streams.scoring;

import java.util.HashSet;
import java.util.Set;

/**
 * Tracks which pending texts of a task are in memory, on their way through the engine; their number
 * is limited. A cursor that cycles through the pending store finds the other texts, until no text
 * was refused during a whole round.
 *
 * <p>Threading: owned by the stream thread.
 */
final class Prefetch {

  private final int capacity;
  private final Set<String> outstanding = new HashSet<>();
  private String cursor;
  // Texts that were in the store before a restart have not been offered, so a first round is due.
  private boolean backlog = true;
  private boolean refusedInThisRound;

  Prefetch(int capacity) {
    this.capacity = capacity;
  }

  /** Whether a new text goes to the engine now; if not, the cursor finds it later. */
  boolean admit(String key) {
    if (backlog || outstanding.size() >= capacity) {
      backlog = true;
      refusedInThisRound = true;
      return false;
    }
    return outstanding.add(key);
  }

  /** Records that the engine has finished a text. */
  void done(String key) {
    outstanding.remove(key);
  }

  /** Whether the store may hold texts that are not in memory. */
  boolean isBehind() {
    return backlog;
  }

  /** Whether to read more texts from the store. */
  boolean wantsMore() {
    return backlog && outstanding.size() <= capacity / 2;
  }

  /** The key at which to continue reading; null for the beginning. */
  String cursor() {
    return cursor;
  }

  /**
   * Offers a text that the cursor found.
   *
   * @return whether it goes to the engine now; false when it is there already
   */
  boolean take(String key) {
    return outstanding.add(key);
  }

  boolean isOutstanding(String key) {
    return outstanding.contains(key);
  }

  int outstanding() {
    return outstanding.size();
  }

  /** Records that the cursor stopped before a key because memory is full. */
  void stoppedBefore(String key) {
    cursor = key;
  }

  /** Records that the cursor reached the end of the store. */
  void reachedEnd() {
    backlog = refusedInThisRound;
    refusedInThisRound = false;
    cursor = null;
  }
}
