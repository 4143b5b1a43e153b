package io.tweetsentiment.producer.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How far a run has come in a stream of events that are ordered only roughly by time. Times are
 * microseconds since 1970, 0 for none.
 *
 * <p>Threading: owned by the reader of the source.
 */
final class StreamPlace {

  /** What an event is to the run. */
  enum Event {
    WITHIN,
    /** Before the begin of the run or behind its end. */
    OUTSIDE,
    /** So far behind the end that no event of the run comes any more. */
    END
  }

  /** The clock of a server may be ahead by so much; a later time is wrong. */
  private static final Duration AHEAD = Duration.ofMinutes(1);

  /** Less is no time but a sequence number: 9 September 2001. */
  private static final long FIRST_TIME = 1_000_000_000_000_000L;

  private final Optional<Instant> from;
  private final Optional<Instant> to;
  private final long overlap;
  private long floor;
  private long reached;
  private long seen;

  /**
   * A place.
   *
   * @param position where an earlier start came to
   * @param overlap how much is read again in each connection
   */
  StreamPlace(
      Optional<String> position, Optional<Instant> from, Optional<Instant> to, Duration overlap) {
    this.from = from;
    this.to = to;
    this.overlap = overlap.toNanos() / 1_000;
    this.floor = Math.max(FIRST_TIME, from.map(StreamPlace::micros).orElse(0L));
    this.reached =
        Math.max(position.map(Long::parseLong).orElse(0L), from.isPresent() ? floor : 0L);
    this.seen = reached;
  }

  static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Where the next connection begins; 0 for now. */
  long cursor() {
    return reached == 0 ? 0 : Math.max(floor, reached - overlap);
  }

  /** The time of the last event of the run: the position. */
  long reached() {
    return reached;
  }

  /** The time of the last event, also of one behind the end of the run. */
  long seen() {
    return seen;
  }

  /** Whether an earlier start came to the end of the run. */
  boolean isBehind() {
    return to.isPresent() && reached >= micros(to.get());
  }

  /** Moves on to a time; what is before it is not read again. */
  void moveTo(long micros) {
    floor = Math.max(floor, micros);
    reached = Math.max(reached, micros);
    seen = Math.max(seen, micros);
  }

  /** Moves on to the time of an event. */
  Event pass(long micros, Instant now) {
    long at = Math.min(micros, micros(now.plus(AHEAD)));
    if (to.isPresent() && at >= micros(to.get()) + overlap) {
      return Event.END;
    }
    seen = Math.max(seen, at);
    if (to.isPresent() && at >= micros(to.get())) {
      return Event.OUTSIDE;
    }
    reached = Math.max(reached, at);
    return from.isPresent() && micros < micros(from.get()) ? Event.OUTSIDE : Event.WITHIN;
  }
}
