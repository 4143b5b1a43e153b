package io.tweetsentiment.connect.kinesis.config;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;

/**
 * Keys that this source does not have. Those of Confluent's source, and of its other connectors,
 * that ask for something that does not happen here are refused with the reason, because the owner
 * of the configuration would otherwise not find out. Others that look like a key of this source are
 * reported. Pure.
 */
final class ForeignKeys {
  private static final String CLOUD =
      "it belongs to Confluent Cloud; set aws.access.key.id and aws.secret.key.id, or"
          + " kinesis.credentials.provider.sts.role.arn";
  private static final String ENCRYPTION =
      "fields are not encrypted here; the data of Kinesis is passed on as bytes";

  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("aws.secret.access.key", "the source's key is aws.secret.key.id"),
          Map.entry("kinesis.endpoint", "the key is kinesis.base.url"),
          Map.entry("kinesis.proxy.user", "the key is kinesis.proxy.username"),
          Map.entry(
              "shard.ids",
              "Confluent's source sets it for its tasks; select shards with kinesis.shard.id"),
          Map.entry("authentication.method", CLOUD),
          Map.entry("provider.integration.id", CLOUD),
          Map.entry("csfle.enabled", ENCRYPTION),
          Map.entry("csfle.onfailure", ENCRYPTION),
          Map.entry(
              "output.data.format",
              "the data of Kinesis is passed on as bytes; choose a value.converter"));

  /** Values that ask for nothing. */
  private static final Set<String> UNUSED = Set.of("", "false", "none", "null");

  /** What keys of this source begin with, and keys of the worker do not. */
  private static final List<String> PREFIXES = List.of("kinesis.", "aws.", "kafka.");

  /** Number of letters by which a misspelled key may differ. */
  private static final int MOST_EDITS = 2;

  private ForeignKeys() {}

  /** Throws a {@code ConfigException} that names the first refused key and the reason. */
  static void refuse(Map<String, String> originals) {
    new TreeMap<>(originals)
        .forEach(
            (key, value) -> {
              String reason = REASONS.get(key.toLowerCase(Locale.ROOT));
              if (reason != null && asksForSomething(value)) {
                throw new ConfigException(key + " is not supported: " + reason);
              }
            });
  }

  private static boolean asksForSomething(String value) {
    return value != null && !UNUSED.contains(value.strip().toLowerCase(Locale.ROOT));
  }

  /**
   * Returns the keys without effect that begin like a key of this source or resemble one, with the
   * key that is probably meant.
   *
   * @param ignored what keys begin with that have an effect although they are not known
   */
  static Map<String, Optional<String>> lookalikes(
      Collection<String> given, Collection<String> known, String ignored) {
    Map<String, Optional<String>> found = new TreeMap<>();
    for (String key : given) {
      if (known.contains(key) || key.startsWith(ignored)) {
        continue;
      }
      Optional<String> meant =
          known.stream()
              .filter(candidate -> Edits.between(key, candidate) <= MOST_EDITS)
              .min((a, b) -> Integer.compare(Edits.between(key, a), Edits.between(key, b)));
      if (meant.isPresent() || PREFIXES.stream().anyMatch(key::startsWith)) {
        found.put(key, meant);
      }
    }
    return found;
  }
}
