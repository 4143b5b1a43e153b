package io.tweetsentiment.schemas.rules;

import java.time.Instant;
import java.util.Optional;

/**
 * The limits of one column of the warehouse.
 *
 * @param column its name
 * @param kind kind of its values
 * @param nullable whether it may be null
 * @param key whether it identifies rows; the value of a key is never changed to fit
 * @param least smallest value, for a time in milliseconds since the epoch; 0 for a text
 * @param most greatest value; for a text its size in bytes of UTF-8
 */
public record ColumnLimit(
    String column, Kind kind, boolean nullable, boolean key, long least, long most) {

  /** The kinds of values. */
  public enum Kind {
    TEXT,
    FLAG,
    WHOLE,
    /** 0 to 1, four decimals: {@code DECIMAL(5,4)}. */
    SCORE,
    /** Milliseconds since the epoch, UTC. */
    TIME
  }

  /** Describes why a text of this many bytes does not fit; empty when it fits. */
  public Optional<String> problemOfBytes(long bytes) {
    return bytes <= most
        ? Optional.empty()
        : Optional.of(
            String.format("%s has %d bytes of UTF-8; the warehouse holds %d", column, bytes, most));
  }

  /** Describes why a whole number or a time does not fit; empty when it fits. */
  public Optional<String> problemOf(long value) {
    if (value >= least && value <= most) {
      return Optional.empty();
    }
    return kind == Kind.TIME
        ? Optional.of(
            String.format(
                "%s is %s, outside the years %s",
                column, Instant.ofEpochMilli(value), ColumnLimits.years(this)))
        : Optional.of(String.format("%s is %d, not between %d and %d", column, value, least, most));
  }

  /** Describes why a score, an average or a share does not fit; empty when it fits. */
  public Optional<String> problemOf(double value) {
    return value >= least && value <= most
        ? Optional.empty()
        : Optional.of(String.format("%s is %s, not between %d and %d", column, value, least, most));
  }

  /** Describes why a text cannot be a key; empty when it can. */
  public Optional<String> problemOfKey(String text) {
    Optional<String> tooLong = problemOfBytes(Utf8.bytes(text));
    if (tooLong.isPresent()) {
      return tooLong;
    }
    // Both would be replaced to fit, and two different keys could become equal.
    if (text.indexOf('\0') >= 0) {
      return Optional.of(column + " holds U+0000");
    }
    return Utf8.wellFormed(text).equals(text)
        ? Optional.empty()
        : Optional.of(column + " holds half of a surrogate pair");
  }
}
