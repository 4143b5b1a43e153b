package io.tweetsentiment.emulators.comprehend;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;

/**
 * Options of {@link ComprehendEmulator}.
 *
 * @param port port on 127.0.0.1, 0 for any free one
 * @param scores text to positive, negative, neutral, mixed, which sum to 1; must be thread-safe
 * @param latency time from request to answer, also of refused calls
 * @param documentsPerSecond documents that are let in a second, more is throttled; 0: no limit
 * @param throttled share (0 to 1) of calls throttled beyond that
 * @param itemErrors share of documents that fail with {@code InternalServerException}
 * @param itemErrorsLast whether a text that fails once fails always; else each attempt is drawn
 *     anew
 * @param seed seed of these choices: which texts fail depends on nothing else
 * @param clock clock of the documents a second
 */
public record ComprehendOptions(
    int port,
    Function<String, double[]> scores,
    Duration latency,
    int documentsPerSecond,
    double throttled,
    double itemErrors,
    boolean itemErrorsLast,
    long seed,
    Clock clock) {

  /** Any free port, scores from a hash of the text, no latency, no limit, no faults. */
  public static ComprehendOptions defaults() {
    return new ComprehendOptions(
        0, new HashScores(), Duration.ZERO, 0, 0, 0, false, 1, Clock.systemUTC());
  }

  public ComprehendOptions withPort(int value) {
    return new ComprehendOptions(
        value,
        scores,
        latency,
        documentsPerSecond,
        throttled,
        itemErrors,
        itemErrorsLast,
        seed,
        clock);
  }

  public ComprehendOptions withScores(Function<String, double[]> value) {
    return new ComprehendOptions(
        port,
        value,
        latency,
        documentsPerSecond,
        throttled,
        itemErrors,
        itemErrorsLast,
        seed,
        clock);
  }

  public ComprehendOptions withLatency(Duration value) {
    return new ComprehendOptions(
        port,
        scores,
        value,
        documentsPerSecond,
        throttled,
        itemErrors,
        itemErrorsLast,
        seed,
        clock);
  }

  public ComprehendOptions withDocumentsPerSecond(int value) {
    return new ComprehendOptions(
        port, scores, latency, value, throttled, itemErrors, itemErrorsLast, seed, clock);
  }

  public ComprehendOptions withThrottled(double share) {
    return new ComprehendOptions(
        port, scores, latency, documentsPerSecond, share, itemErrors, itemErrorsLast, seed, clock);
  }

  /** A share of documents fails; the same text again each time ({@code last}), or drawn anew. */
  public ComprehendOptions withItemErrors(double share, boolean last) {
    return new ComprehendOptions(
        port, scores, latency, documentsPerSecond, throttled, share, last, seed, clock);
  }

  public ComprehendOptions withSeed(long value) {
    return new ComprehendOptions(
        port,
        scores,
        latency,
        documentsPerSecond,
        throttled,
        itemErrors,
        itemErrorsLast,
        value,
        clock);
  }

  public ComprehendOptions withClock(Clock value) {
    return new ComprehendOptions(
        port,
        scores,
        latency,
        documentsPerSecond,
        throttled,
        itemErrors,
        itemErrorsLast,
        seed,
        value);
  }
}
