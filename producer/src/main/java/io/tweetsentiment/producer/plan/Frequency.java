package io.tweetsentiment.producer.plan;

import io.tweetsentiment.settings.SettingsException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the length of a slice, as ISO-8601 or a frequency alias of pandas. */
public final class Frequency {

  private static final Pattern ALIAS = Pattern.compile("(\\d{0,9})\\s*(T|min|H|h|D|S|s)");

  private Frequency() {}

  /**
   * The duration that {@code text} names: {@code PT15M}, {@code 15T}, {@code 15min}, {@code 1H},
   * {@code 1h}, {@code 1D}, {@code 30s}. An alias without a number means one.
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
    Matcher alias = ALIAS.matcher(text);
    if (alias.matches()) {
      long count = alias.group(1).isEmpty() ? 1 : Long.parseLong(alias.group(1));
      return switch (alias.group(2)) {
        case "T", "min" -> Duration.ofMinutes(count);
        case "H", "h" -> Duration.ofHours(count);
        case "D" -> Duration.ofDays(count);
        default -> Duration.ofSeconds(count);
      };
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new SettingsException(
          "freq is '" + text + "'; it takes a duration such as PT15M, 15T, 15min, 1h or 1D.", e);
    }
  }
}
