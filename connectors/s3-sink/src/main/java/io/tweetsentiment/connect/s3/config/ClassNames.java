package io.tweetsentiment.connect.s3.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigException;

/**
 * Class names in a configuration: the simple name, the name in this package, or the one of
 * Confluent's connector, so that a user moves by changing {@code connector.class} alone.
 */
final class ClassNames {
  private ClassNames() {}

  /** The simple name, which is one of those known. */
  static String require(String key, String value, String... known) {
    int dot = Math.max(value.lastIndexOf('.'), value.lastIndexOf('$'));
    String simple = value.substring(dot + 1);
    boolean ours =
        dot < 0
            || value.startsWith("io.tweetsentiment.connect.s3.")
            || value.startsWith("io.confluent.connect.");
    if (!ours || !List.of(known).contains(simple)) {
      throw new ConfigException(key, value, "must be one of " + String.join(", ", known));
    }
    return simple;
  }
}
