package io.tweetsentiment.connect.s3.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.config.ConfigException;

/**
 * Reads class names in a configuration. A name may be the simple name, a name in a package of this
 * connector, or the name that Confluent's connector uses, so that users of that connector only
 * change {@code connector.class}. These names are parsed and not loaded, so they stay valid when a
 * class moves to another package of this connector. Any other name is that of a class of the user.
 */
final class ClassNames {
  private ClassNames() {}

  /**
   * Returns the simple name.
   *
   * @throws ConfigException if the simple name is not one of the known names
   */
  static String require(String key, String value, String... known) {
    return known(value, known)
        .orElseThrow(
            () -> new ConfigException(key, value, "must be one of " + String.join(", ", known)));
  }

  /**
   * Returns the simple name of a known class, or the whole name of another one.
   *
   * @throws ConfigException if the class is not known and does not implement the interface, or has
   *     no constructor without arguments
   */
  static String requireKnownOr(Class<?> type, String key, String value, String... known) {
    Optional<String> simple = known(value, known);
    if (simple.isPresent()) {
      return simple.get();
    }
    create(type, key, value, Map.of(), known);
    return value;
  }

  /** Creates an object of a class of the user; if it is a Configurable, it gets the settings. */
  static <T> T create(
      Class<T> type, String key, String value, Map<String, ?> settings, String... known) {
    try {
      Object created =
          Class.forName(value, true, ClassNames.class.getClassLoader())
              .getDeclaredConstructor()
              .newInstance();
      T fitting = type.cast(created);
      if (fitting instanceof Configurable configurable && !settings.isEmpty()) {
        configurable.configure(settings);
      }
      return fitting;
    } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
      ConfigException invalid =
          new ConfigException(
              key,
              value,
              "must be "
                  + (known.length == 0 ? "" : "one of " + String.join(", ", known) + ", or ")
                  + "a class in the folder of this plugin that implements "
                  + type.getName()
                  + " and has a public constructor without arguments: "
                  + e);
      invalid.initCause(e);
      throw invalid;
    }
  }

  private static Optional<String> known(String value, String... known) {
    int dot = Math.max(value.lastIndexOf('.'), value.lastIndexOf('$'));
    String simple = value.substring(dot + 1);
    boolean ours =
        dot < 0
            || value.startsWith("io.tweetsentiment.connect.s3.")
            || value.startsWith("io.confluent.connect.");
    return Optional.of(simple).filter(name -> ours && List.of(known).contains(name));
  }
}
