package io.tweetsentiment.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The settings of one part. Environment variables override a properties file, which overrides
 * defaults.
 *
 * <p>The environment variable of the key {@code kinesis.stream} of the part {@code producer} is
 * {@code PRODUCER_KINESIS_STREAM}. Keys that start with a pass-through prefix ({@code kafka.}) are
 * passed on to the client that they belong to; every underscore in the rest of their environment
 * variables is read as a dot.
 *
 * <p>Errors name the key, its value and what the key takes. Threading: immutable.
 */
public final class Settings {

  private final Map<String, Setting> known;
  private final Map<String, String> values;

  private Settings(Map<String, Setting> known, Map<String, String> values) {
    this.known = known;
    this.values = values;
  }

  /**
   * Reads the settings of a part.
   *
   * @param part name of the part, the prefix of its environment variables
   * @param file properties file with the plain keys, if any
   * @param environment the process's environment
   * @param settings the keys that the part knows
   * @param passThrough prefixes of keys that belong to a client, with their trailing dot
   * @throws SettingsException when the file cannot be read, one of its keys is unknown, or a
   *     required key is missing
   */
  public static Settings load(
      String part,
      Optional<Path> file,
      Map<String, String> environment,
      List<Setting> settings,
      List<String> passThrough) {
    return load(
        part, file.map(Settings::read).orElse(Map.of()), environment, settings, passThrough);
  }

  /**
   * Reads the settings of a part whose file has a form of its own.
   *
   * @param file the values of the file, by plain key
   * @throws SettingsException when a key of the file is unknown, or a required key is missing
   */
  public static Settings load(
      String part,
      Map<String, String> file,
      Map<String, String> environment,
      List<Setting> settings,
      List<String> passThrough) {
    Map<String, Setting> known = new LinkedHashMap<>();
    settings.forEach(setting -> known.put(setting.key(), setting));
    Map<String, String> values = new TreeMap<>();
    settings.stream()
        .filter(setting -> setting.defaultValue() != null)
        .forEach(setting -> values.put(setting.key(), setting.defaultValue()));
    values.putAll(file);
    values.putAll(fromEnvironment(part, environment, known, passThrough));
    for (String key : values.keySet()) {
      if (!known.containsKey(key) && passThrough.stream().noneMatch(key::startsWith)) {
        throw new SettingsException(
            "unknown setting "
                + key
                + nearest(key, known).map(s -> "; did you mean " + s + "?").orElse(""));
      }
    }
    for (Setting setting : settings) {
      if (setting.required() && values.getOrDefault(setting.key(), "").isBlank()) {
        throw new SettingsException(
            String.format(
                "%s is not set: %s Set it in the file given with --config or as %s.",
                setting.key(), setting.doc(), variable(part, setting.key())));
      }
    }
    return new Settings(known, values);
  }

  /**
   * Settings from values that have their plain keys already.
   *
   * <p>Values of other keys are ignored, and a blank value means the default. A required key is
   * checked when it is read, by {@link #string}.
   *
   * @param known the keys of the part
   * @param given values by key
   */
  public static Settings of(List<Setting> known, Map<String, String> given) {
    Map<String, Setting> byKey = new LinkedHashMap<>();
    Map<String, String> values = new TreeMap<>();
    for (Setting setting : known) {
      byKey.put(setting.key(), setting);
      String value = given.get(setting.key());
      String effective = value == null || value.isBlank() ? setting.defaultValue() : value;
      if (effective != null) {
        values.put(setting.key(), effective);
      }
    }
    return new Settings(byKey, values);
  }

  /** Name of the environment variable of a key. */
  public static String variable(String part, String key) {
    return (part + "_" + key).replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /**
   * The value of a key.
   *
   * @throws SettingsException when the key has no value
   */
  public String string(String key) {
    return optional(key)
        .orElseThrow(() -> new SettingsException(key + " is not set: " + known.get(key).doc()));
  }

  /** The value of a key, or empty when it is not set or is blank. */
  public Optional<String> optional(String key) {
    if (!known.containsKey(key)) {
      throw new IllegalArgumentException("this setting is not declared: " + key);
    }
    return Optional.ofNullable(values.get(key)).map(String::trim).filter(s -> !s.isEmpty());
  }

  /** A whole number of at least {@code minimum}. */
  public int integer(String key, int minimum) {
    long value = number(key, minimum);
    if (value > Integer.MAX_VALUE) {
      throw new SettingsException(
          key + " is " + value + "; it takes at most " + Integer.MAX_VALUE + ".");
    }
    return (int) value;
  }

  /** A whole number of up to 64 bits and at least {@code minimum}. */
  public long number(String key, long minimum) {
    long value = parse(key, "a whole number", Long::parseLong);
    if (value < minimum) {
      throw new SettingsException(key + " is " + value + "; it takes at least " + minimum + ".");
    }
    return value;
  }

  /** A number. */
  public double decimal(String key) {
    return parse(key, "a number", Double::parseDouble);
  }

  /** A number between two bounds, both included. */
  public double decimal(String key, double minimum, double maximum) {
    double value = decimal(key);
    if (!(value >= minimum && value <= maximum)) {
      throw new SettingsException(
          key + " is " + value + "; it takes " + minimum + " to " + maximum + ".");
    }
    return value;
  }

  /** An absolute address whose scheme is http or https. */
  public URI address(String key) {
    return address(key, string(key));
  }

  /**
   * Reads an absolute address whose scheme is http or https, for a key that takes several.
   *
   * @param key name of the setting, for the message
   */
  public static URI address(String key, String value) {
    return parse(
        key,
        value,
        "an address that starts with http:// or https://",
        text -> {
          URI address = URI.create(text);
          boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
          if (http && address.getHost() != null) {
            return address;
          }
          throw new IllegalArgumentException(text);
        });
  }

  /** {@code true} or {@code false}. */
  public boolean bool(String key) {
    return parse(
        key,
        "true or false",
        text -> {
          if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(text);
          }
          throw new IllegalArgumentException(text);
        });
  }

  /** An ISO-8601 duration. */
  public Duration duration(String key) {
    return parse(key, "an ISO-8601 duration such as PT15M", Duration::parse);
  }

  /** An ISO-8601 duration of at least {@code minimum}. */
  public Duration duration(String key, Duration minimum) {
    Duration value = duration(key);
    if (value.compareTo(minimum) < 0) {
      throw new SettingsException(key + " is " + value + "; it takes at least " + minimum + ".");
    }
    return value;
  }

  /** An ISO-8601 duration of more than zero. */
  public Duration positiveDuration(String key) {
    Duration value = duration(key);
    if (value.isNegative() || value.isZero()) {
      throw new SettingsException(key + " is " + value + "; it takes a positive duration.");
    }
    return value;
  }

  /** One of a few words. */
  public String choice(String key, List<String> choices) {
    String value = string(key);
    if (!choices.contains(value)) {
      throw new SettingsException(
          key + " is '" + value + "'; it takes " + String.join(" or ", choices) + ".");
    }
    return value;
  }

  /** A point in time, see {@link #instant(String, String)}. */
  public Instant instant(String key) {
    return instant(key, string(key));
  }

  /**
   * Parses a point in time: an ISO-8601 instant, or a date, which means midnight UTC.
   *
   * @param name name of the setting or option, for the message
   * @throws SettingsException when the text is neither
   */
  public static Instant instant(String name, String text) {
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException e) {
      throw new SettingsException(
          String.format(
              "%s is '%s'; it takes an instant such as 2020-10-21T00:00:00Z or a date such as"
                  + " 2020-10-21.",
              name, text),
          e);
    }
  }

  /** Comma-separated values, blank ones dropped. */
  public List<String> list(String key) {
    return optional(key).stream()
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .map(String::trim)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** The settings below a pass-through prefix, without the prefix. */
  public Map<String, String> below(String prefix) {
    Map<String, String> below = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            below.put(key.substring(prefix.length()), value);
          }
        });
    return below;
  }

  private <T> T parse(String key, String form, Function<String, T> parser) {
    return parse(key, string(key), form, parser);
  }

  private static <T> T parse(String key, String text, String form, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (DateTimeParseException | IllegalArgumentException e) {
      throw new SettingsException(key + " is '" + text + "'; it takes " + form + ".", e);
    }
  }

  /**
   * Reads a properties file.
   *
   * @throws SettingsException when it cannot be read
   */
  public static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      throw new SettingsException("the configuration file " + file + " does not exist.", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new SettingsException("cannot read the configuration file " + file + ": " + e, e);
    }
    Map<String, String> values = new TreeMap<>();
    properties.stringPropertyNames().forEach(k -> values.put(k, properties.getProperty(k)));
    return values;
  }

  private static Map<String, String> fromEnvironment(
      String part,
      Map<String, String> environment,
      Map<String, Setting> known,
      List<String> passThrough) {
    Map<String, String> values = new TreeMap<>();
    for (String prefix : passThrough) {
      String start = variable(part, prefix);
      environment.forEach(
          (name, value) -> {
            if (name.startsWith(start) && name.length() > start.length()) {
              String rest = name.substring(start.length()).toLowerCase(Locale.ROOT);
              values.put(prefix + rest.replace('_', '.'), value);
            }
          });
    }
    for (String key : known.keySet()) {
      String value = environment.get(variable(part, key));
      if (value != null) {
        values.put(key, value);
      }
    }
    return values;
  }

  private static Optional<String> nearest(String key, Map<String, Setting> known) {
    return known.keySet().stream()
        .min(Comparator.comparingInt(candidate -> distance(key, candidate)))
        .filter(candidate -> distance(key, candidate) <= Math.max(2, key.length() / 3));
  }

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
