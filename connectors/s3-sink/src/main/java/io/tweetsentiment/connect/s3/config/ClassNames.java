package io.tweetsentiment.connect.s3.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigException;

/**
 * Reads class names in a configuration. A name may be the simple name, a name in a package of this
 * connector, or the name that Confluent's connector uses, so that users of that connector only
 * change {@code connector.class}. The names are parsed and not loaded, so they stay valid when a
 * class moves to another package of this connector.
 */
final class ClassNames {
  private ClassNames() {}

  /**
   * Returns the simple name.
   *
   * @throws ConfigException if the simple name is not one of the known names
   */
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
