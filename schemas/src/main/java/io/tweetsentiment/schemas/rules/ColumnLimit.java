package io.tweetsentiment.schemas.rules;

import java.time.Instant;
import java.util.Optional;

/**
 * What one column of the warehouse can hold.
 *
 * @param column its name
 * @param kind what it holds
 * @param nullable whether it may be null
 * @param key whether rows are told apart by it, so that it must never be changed to fit
 * @param least smallest value; of a time in milliseconds since the epoch; 0 for texts
 * @param most greatest value; of a text its bytes of UTF-8
 */
public record ColumnLimit(
    String column, Kind kind, boolean nullable, boolean key, long least, long most) {

  /** What a column holds. */
  public enum Kind {
    TEXT,
    FLAG,
    WHOLE,
    /** 0 to 1, four decimals: {@code DECIMAL(5,4)}. */
    SCORE,
    /** Milliseconds since the epoch, UTC. */
    TIME
  }

  /** What is wrong with a text of this many bytes; empty when it fits. */
  public Optional<String> problemOfBytes(long bytes) {
    return bytes <= most
        ? Optional.empty()
        : Optional.of(
            String.format("%s has %d bytes of UTF-8; the warehouse holds %d", column, bytes, most));
  }

  /** What is wrong with a whole number or a time; empty when it fits. */
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

  /** What is wrong with a score, an average or a share; empty when it fits. */
  public Optional<String> problemOf(double value) {
    return value >= least && value <= most
        ? Optional.empty()
        : Optional.of(String.format("%s is %s, not between %d and %d", column, value, least, most));
  }

  /** What keeps a text from being a key; empty when nothing does. */
  public Optional<String> problemOfKey(String text) {
    Optional<String> tooLong = problemOfBytes(Utf8.bytes(text));
    if (tooLong.isPresent()) {
      return tooLong;
    }
    // Both would be replaced to fit, and then two keys might be one.
    if (text.indexOf('\0') >= 0) {
      return Optional.of(column + " holds U+0000");
    }
    return Utf8.wellFormed(text).equals(text)
        ? Optional.empty()
        : Optional.of(column + " holds half of a surrogate pair");
  }
}
