package io.tweetsentiment.sentiment;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Decides whether an engine is asked. It opens when the engine has been in trouble for a while, and
 * then lets one call through from time to time, which closes it when it succeeds.
 *
 * <p>Threading: thread-safe.
 */
final class Breaker {

  private final long afterNanos;
  private final long probeNanos;
  private final LongSupplier nanoTime;
  private boolean isOpen;
  private boolean isInTrouble;
  private boolean isProbing;
  private long troubledSince;
  private long probedAt;
  private String reason = "";

  /**
   * A closed breaker.
   *
   * @param after how long the trouble lasts before it opens
   * @param probe time between two calls while it is open
   * @param nanoTime a monotonic clock, in nanoseconds
   */
  Breaker(Duration after, Duration probe, LongSupplier nanoTime) {
    this.afterNanos = after.toNanos();
    this.probeNanos = probe.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Whether to make a call now; after true, tell how it ended. */
  synchronized boolean mayCall() {
    if (!isOpen) {
      return true;
    }
    long now = nanoTime.getAsLong();
    if (isProbing || now - probedAt < probeNanos) {
      return false;
    }
    isProbing = true;
    return true;
  }

  /**
   * A call succeeded.
   *
   * @return whether that closed the breaker
   */
  synchronized boolean succeeded() {
    boolean wasOpen = isOpen;
    isOpen = false;
    isInTrouble = false;
    isProbing = false;
    reason = "";
    return wasOpen;
  }

  /**
   * A call failed.
   *
   * @param startedAt when the call was made, by the same clock
   * @param isLasting whether it is known that later calls fail too
   * @return whether that opened the breaker
   */
  synchronized boolean failed(long startedAt, boolean isLasting, String why) {
    long now = nanoTime.getAsLong();
    reason = why;
    isProbing = false;
    probedAt = now;
    if (!isInTrouble) {
      isInTrouble = true;
      troubledSince = startedAt;
    }
    boolean wasOpen = isOpen;
    isOpen |= isLasting || now - troubledSince >= afterNanos;
    return isOpen && !wasOpen;
  }

  /** A call said nothing about whether the engine answers. */
  synchronized void skipped() {
    isProbing = false;
  }

  /** The engine must not be used for a while: it is in no trouble, and no other one replaces it. */
  synchronized void paused(String why) {
    isOpen = false;
    isInTrouble = false;
    isProbing = false;
    reason = why;
  }

  synchronized boolean isOpen() {
    return isOpen;
  }

  /** Why the last call failed; empty when it succeeded. */
  synchronized String reason() {
    return reason;
  }
}
