package io.tweetsentiment.emulators.wire;

import java.time.Clock;

/** Limits a rate, with bursts of at most the amount of one second. Thread-safe. */
public final class TokenBucket {
  private final double perSecond;
  private final Clock clock;
  private double tokens;
  private long filledAt;

  public TokenBucket(double perSecond, Clock clock) {
    this.perSecond = perSecond;
    this.clock = clock;
    this.tokens = perSecond;
    this.filledAt = clock.millis();
  }

  /** Takes {@code amount} tokens. Returns false and takes none when there are fewer. */
  public synchronized boolean take(double amount) {
    refill();
    if (tokens < amount) {
      return false;
    }
    tokens -= amount;
    return true;
  }

  /**
   * Takes {@code amount} tokens if any token is left, so the balance may fall below zero. For costs
   * that are known only afterwards.
   */
  public synchronized boolean takeOnCredit(double amount) {
    refill();
    if (tokens <= 0) {
      return false;
    }
    tokens -= amount;
    return true;
  }

  private void refill() {
    long now = clock.millis();
    tokens = Math.min(perSecond, tokens + Math.max(0, now - filledAt) * perSecond / 1000);
    filledAt = now;
  }
}
