package io.tweetsentiment.streams.scoring;

import java.util.HashSet;
import java.util.Set;

/**
 * Which of a task's pending texts are in memory, on their way through the engine: a bounded number.
 * The others are found again by a cursor that goes round through the pending store until a whole
 * round finds none that was refused.
 *
 * <p>Threading: owned by the stream thread.
 */
final class Prefetch {

  private final int capacity;
  private final Set<String> outstanding = new HashSet<>();
  private String cursor;
  // What a store held before a restart was never offered, so a first round is due.
  private boolean backlog = true;
  private boolean refusedInThisRound;

  Prefetch(int capacity) {
    this.capacity = capacity;
  }

  /** Whether a new text goes to the engine now; otherwise the cursor will come to it. */
  boolean admit(String key) {
    if (backlog || outstanding.size() >= capacity) {
      backlog = true;
      refusedInThisRound = true;
      return false;
    }
    return outstanding.add(key);
  }

  /** The engine is done with a text. */
  void done(String key) {
    outstanding.remove(key);
  }

  /** Whether it is time to read on from the store. */
  boolean wantsMore() {
    return backlog && outstanding.size() <= capacity / 2;
  }

  /** Where to read on: a key, or null for the beginning. */
  String cursor() {
    return cursor;
  }

  /**
   * Offers a text that the cursor came to.
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

  /** The cursor stopped before a key for want of room. */
  void stoppedBefore(String key) {
    cursor = key;
  }

  /** The cursor came to the end of the store. */
  void reachedEnd() {
    backlog = refusedInThisRound;
    refusedInThisRound = false;
    cursor = null;
  }
}
