package io.tweetsentiment.producer.failure;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether X answers nobody, and how long all workers wait then: longer each time, until a page
 * comes. A slice that gets no answer while others get theirs is no outage.
 *
 * <p>Threading: safe; shared by the workers.
 */
public final class Outage {

  private final SliceRetry retry;
  private final Map<String, Instant> unanswered = new HashMap<>();
  private Instant answered = Instant.MIN;
  private Instant begun = Instant.MIN;
  private Instant until = Instant.MIN;
  private Duration waited = Duration.ZERO;
  private int pauses;

  public Outage(SliceRetry retry) {
    this.retry = retry;
  }

  /** A page of a slice came. */
  public synchronized void answered(String slice, Instant now) {
    unanswered.remove(slice);
    answered = now;
    until = Instant.MIN;
    waited = Duration.ZERO;
    pauses = 0;
  }

  /**
   * A slice got no answer.
   *
   * @param since when its first attempt had failed
   * @return when it may be fetched again, without counting as failed; empty when the reason is the
   *     slice's own, or the outage lasts too long
   */
  public synchronized Optional<Instant> unanswered(String slice, Instant since, Instant now) {
    Instant before = unanswered.put(slice, now);
    if (answered.isAfter(before == null ? since : before)) {
      return Optional.empty();
    }
    if (pauses > 0 && !begun.isBefore(since)) {
      // Another worker has noticed the same outage.
      return Optional.of(until);
    }
    Duration pause = retry.delay(pauses + 1);
    if (pause.isZero() || waited.plus(pause).compareTo(retry.longestOutage()) > 0) {
      return Optional.empty();
    }
    pauses++;
    waited = waited.plus(pause);
    begun = now;
    until = now.plus(pause);
    return Optional.of(until);
  }

  /** When the workers go on; the past when there is no outage. */
  public synchronized Instant until() {
    return until;
  }
}
