package io.tweetsentiment.sentiment;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The values of an engine's keys, defaults filled in. Errors name the key, the value and the form.
 */
public final class EngineSettings {

  private final Map<String, String> values = new HashMap<>();

  /**
   * Fills in defaults.
   *
   * @param given values by key; those of other engines are left alone
   * @param known the engine's keys
   */
  public EngineSettings(Map<String, String> given, List<EngineSetting> known) {
    for (EngineSetting setting : known) {
      String value = given.get(setting.key());
      String effective = value == null || value.isBlank() ? setting.defaultValue() : value.trim();
      if (effective != null) {
        values.put(setting.key(), effective);
      }
    }
  }

  /** The value, absent when nothing is set and there is no default. */
  public Optional<String> optional(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** The value of a key that must have one. */
  public String string(String key) {
    return optional(key)
        .orElseThrow(() -> new IllegalArgumentException(key + " is not set; the engine needs it."));
  }

  /** A whole number of at least {@code minimum}. */
  public int integer(String key, int minimum) {
    int value = parse(key, "a whole number", Integer::parseInt);
    if (value < minimum) {
      throw new IllegalArgumentException(
          key + " is " + value + "; it takes at least " + minimum + ".");
    }
    return value;
  }

  /** A number between two bounds, both included. */
  public double decimal(String key, double minimum, double maximum) {
    double value = parse(key, "a number", Double::parseDouble);
    if (!(value >= minimum && value <= maximum)) {
      throw new IllegalArgumentException(
          key + " is " + value + "; it takes " + minimum + " to " + maximum + ".");
    }
    return value;
  }

  /** An address of HTTP; an error without a value. */
  public URI address(String key) {
    String text = string(key);
    try {
      URI address = new URI(text);
      if (List.of("http", "https").contains(address.getScheme()) && address.getHost() != null) {
        return address;
      }
      throw new URISyntaxException(text, "no http:// or https:// and a host");
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          key + " is '" + text + "'; it takes an address that starts with http:// or https://.", e);
    }
  }

  /** A positive ISO-8601 duration. */
  public Duration duration(String key) {
    Duration value = parse(key, "an ISO-8601 duration such as PT10S", Duration::parse);
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(key + " is " + value + "; it takes a positive duration.");
    }
    return value;
  }

  /** Comma-separated values, blank ones dropped. */
  public List<String> list(String key) {
    return optional(key).stream()
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .map(String::trim)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private <T> T parse(String key, String form, Function<String, T> parser) {
    String text = string(key);
    try {
      return parser.apply(text);
    } catch (DateTimeParseException | NumberFormatException e) {
      throw new IllegalArgumentException(key + " is '" + text + "'; it takes " + form + ".", e);
    }
  }
}
