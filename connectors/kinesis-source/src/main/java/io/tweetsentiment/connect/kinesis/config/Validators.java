package io.tweetsentiment.connect.kinesis.config;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigException;

/** Checks of configuration values that are strings; a blank value passes. */
final class Validators {
  static final ConfigDef.Validator PATTERN = check(Validators::checkPattern);
  static final ConfigDef.Validator TIME = check(Validators::checkTime);
  static final ConfigDef.Validator ADDRESS = check(Validators::checkAddress);

  static final ConfigDef.Validator CONSUMER = check(Validators::checkConsumer);

  private Validators() {}

  /** Parses an instant: ISO-8601 with an offset, or milliseconds since the epoch. */
  static Instant time(String text) {
    return text.matches("\\d+")
        ? Instant.ofEpochMilli(Long.parseLong(text))
        : OffsetDateTime.parse(text).toInstant();
  }

  private interface Check {
    void check(String key, Object value);
  }

  private static ConfigDef.Validator check(Check check) {
    return LambdaValidator.with(
        (key, value) -> {
          if (value != null && !value.toString().isBlank()) {
            check.check(key, value);
          }
        },
        () -> "");
  }

  private static void checkPattern(String key, Object value) {
    try {
      Pattern.compile(value.toString());
    } catch (PatternSyntaxException e) {
      throw new ConfigException(key, value, "must be a regular expression: " + e.getDescription());
    }
  }

  private static void checkTime(String key, Object value) {
    Instant time;
    try {
      time = time(value.toString());
    } catch (DateTimeException | NumberFormatException e) {
      throw new ConfigException(
          key, value, "must be a time with an offset, for example 2026-01-31T12:00:00Z");
    }
    if (time.isAfter(Instant.now())) {
      throw new ConfigException(key, value, "must not be in the future; use LATEST");
    }
  }

  private static void checkConsumer(String key, Object value) {
    if (!value.toString().matches("[a-zA-Z0-9_.-]{1,128}")) {
      throw new ConfigException(
          key, value, "must have 1 to 128 letters, digits, dots, hyphens or underscores");
    }
  }

  private static void checkAddress(String key, Object value) {
    try {
      URI url = URI.create(value.toString());
      if (url.getScheme() != null && url.getHost() != null) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // Its message repeats the address, with a password.
    }
    throw new ConfigException(
        key,
        Login.hidden(value.toString()),
        "must be an address such as http://localhost:4567; special characters in a user or password"
            + " must be escaped");
  }
}
