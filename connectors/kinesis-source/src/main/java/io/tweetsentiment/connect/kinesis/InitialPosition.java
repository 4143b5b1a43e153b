package io.tweetsentiment.connect.kinesis;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a shard without a stored offset is read from.
 *
 * @param kind the place
 * @param timestamp the time, when the place is one
 */
record InitialPosition(Kind kind, Optional<Instant> timestamp) {

  enum Kind {
    TRIM_HORIZON,
    LATEST,
    AT_TIMESTAMP
  }

  static final InitialPosition OLDEST = new InitialPosition(Kind.TRIM_HORIZON, Optional.empty());

  InitialPosition {
    requireNonNull(kind, "kind");
    if (kind == Kind.AT_TIMESTAMP && timestamp.isEmpty()) {
      throw new IllegalArgumentException("AT_TIMESTAMP goes with a timestamp");
    }
  }

  static Kind kind(String name) {
    return Kind.valueOf(name.toUpperCase(Locale.ROOT));
  }
}
