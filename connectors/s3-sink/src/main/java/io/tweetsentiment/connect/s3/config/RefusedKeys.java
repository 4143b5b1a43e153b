package io.tweetsentiment.connect.s3.config;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;

/**
 * Keys of Confluent's sink that this sink does not offer. A configuration that uses one is refused,
 * because its owner would otherwise find out in the bucket that nothing happened. Keys that have no
 * effect without another one, such as {@code keys.format.class} without {@code store.kafka.keys},
 * are accepted: the other one is refused here or by its validator.
 */
final class RefusedKeys {
  private static final String SEPARATE = "this sink stores values only, so remove the key";

  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("store.kafka.keys", SEPARATE),
          Map.entry("store.kafka.headers", SEPARATE),
          Map.entry(
              "append.late.data",
              "the path of a record depends on the record only, so that records are found again; a"
                  + " late record goes to the path of its own time. Remove the key"),
          Map.entry(
              "s3.schema.partition.affix.type",
              "paths do not contain the name of the schema; use a partitioner.class of your own"));

  /** Values that ask for nothing. */
  private static final Set<String> UNUSED = Set.of("", "false", "none", "null");

  private RefusedKeys() {}

  /** Throws a {@code ConfigException} that names the first such key and the reason. */
  static void check(Map<String, String> originals) {
    REASONS.keySet().stream()
        .sorted()
        .filter(originals::containsKey)
        .filter(key -> !UNUSED.contains(value(originals, key)))
        .findFirst()
        .ifPresent(
            key -> {
              throw new ConfigException(key + " is not supported: " + REASONS.get(key));
            });
  }

  private static String value(Map<String, String> originals, String key) {
    return String.valueOf(originals.get(key)).strip().toLowerCase(Locale.ROOT);
  }
}
