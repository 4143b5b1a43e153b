package io.tweetsentiment.producer.plan;

import io.tweetsentiment.settings.SettingsException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the length of a slice, as ISO-8601 or a frequency alias of pandas. */
public final class Frequency {

  private static final Pattern ALIAS =
      Pattern.compile("(?:\\d{0,15}(?:\\.\\d{1,9})?\\s*[A-Za-z]++\\s*)+");
  private static final Pattern PART =
      Pattern.compile("(\\d{0,15}(?:\\.\\d{1,9})?)\\s*([A-Za-z]++)\\s*");

  /** Nanoseconds of the aliases that name a fixed span, in their old and new spellings. */
  private static final Map<String, Long> UNITS =
      Map.ofEntries(
          Map.entry("D", 86_400_000_000_000L),
          Map.entry("H", 3_600_000_000_000L),
          Map.entry("h", 3_600_000_000_000L),
          Map.entry("T", 60_000_000_000L),
          Map.entry("min", 60_000_000_000L),
          Map.entry("S", 1_000_000_000L),
          Map.entry("s", 1_000_000_000L),
          Map.entry("L", 1_000_000L),
          Map.entry("ms", 1_000_000L),
          Map.entry("U", 1_000L),
          Map.entry("us", 1_000L),
          Map.entry("N", 1L),
          Map.entry("ns", 1L));

  private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private Frequency() {}

  /**
   * The duration that {@code text} names: {@code PT15M}, {@code 15T}, {@code 15min}, {@code 1H},
   * {@code 1h30min}, {@code 1.5h}, {@code 1D}, {@code 30s}. An alias without a number means one.
   *
   * @return a positive whole number of seconds, the granularity of X
   * @throws SettingsException when {@code text} has neither form, or is not such a duration
   */
  public static Duration parse(String text) {
    Duration duration = read(text.trim());
    if (duration.isNegative()
        || duration.isZero()
        || !duration.equals(Duration.ofSeconds(duration.toSeconds()))) {
      throw new SettingsException(
          "freq is '" + text + "'; it takes a positive whole number of seconds.");
    }
    return duration;
  }

  private static Duration read(String text) {
    if (!text.startsWith("P") && ALIAS.matcher(text).matches()) {
      return alias(text);
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw form(text, "", e);
    }
  }

  private static Duration alias(String text) {
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      Long unit = UNITS.get(part.group(2));
      if (unit == null) {
        throw form(text, "'" + part.group(2) + "' names no fixed span; ", null);
      }
      BigDecimal count = part.group(1).isEmpty() ? BigDecimal.ONE : new BigDecimal(part.group(1));
      nanos = nanos.add(count.multiply(BigDecimal.valueOf(unit)));
    }
    if (nanos.compareTo(LONGEST) > 0 || nanos.stripTrailingZeros().scale() > 0) {
      throw form(text, "", null);
    }
    return Duration.ofNanos(nanos.longValueExact());
  }

  private static SettingsException form(String text, String reason, Exception cause) {
    return new SettingsException(
        "freq is '"
            + text
            + "'; "
            + reason
            + "it takes a duration such as PT15M, 15T, 15min, 1h, 1h30min or 1D.",
        cause);
  }
}
