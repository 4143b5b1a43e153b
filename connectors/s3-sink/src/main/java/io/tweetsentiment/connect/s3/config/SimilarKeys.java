package io.tweetsentiment.connect.s3.config;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds keys of a configuration that nobody reads and that look like a key of this sink: a
 * misspelled key has no effect, and its owner would find out in the bucket. Pure.
 */
public final class SimilarKeys {
  private static final int LETTERS_A_MISTAKE = 8;

  /** Beginnings of keys that Connect, converters, transformations or a provider read. */
  private static final Set<String> OTHERS =
      Set.of(
          "key.converter",
          "value.converter",
          "header.converter",
          "transforms",
          "predicates",
          "errors.",
          "consumer.override.",
          "producer.override.",
          "admin.override.",
          "s3.credentials.provider.",
          "confluent.");

  /** Keys of Connect and of Confluent's sink that are not in the definition of this sink. */
  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "connector.class",
          "connector.plugin.version",
          "tasks.max",
          "tasks.max.enforce",
          "topics",
          "topics.regex",
          "config.action.reload",
          "keys.format.class",
          "headers.format.class",
          "store.kafka.keys",
          "store.kafka.headers",
          "tombstone.encoded.partition",
          "report.null.values.to.dlq",
          "schema.generator.class",
          "s3.wan.mode",
          "s3.send.digest",
          "shutdown.timeout.ms",
          "s3.elastic.buffer.enable",
          "s3.elastic.buffer.init.capacity",
          "s3.schema.partition.affix.type",
          "s3.http.send.expect.continue",
          "max.files.scan.limit",
          "connect.meta.data",
          "enhanced.avro.schema.support",
          "allow.optional.map.keys",
          "value.subject.name.strategy");

  private SimilarKeys() {}

  /**
   * Returns the unknown keys of a configuration that look like a key of this sink.
   *
   * @return an unknown key to the one that may be meant
   */
  public static Map<String, String> of(Collection<String> keys) {
    Map<String, String> similar = new TreeMap<>();
    for (String key : keys) {
      if (!isKnown(key)) {
        meant(key).ifPresent(meant -> similar.put(key, meant));
      }
    }
    return similar;
  }

  private static boolean isKnown(String key) {
    return S3SinkConfig.CONFIG_DEF.names().contains(key)
        || KNOWN.contains(key)
        || OTHERS.stream().anyMatch(key::startsWith);
  }

  private static Optional<String> meant(String key) {
    String best = null;
    int least = Integer.MAX_VALUE;
    for (String known : S3SinkConfig.CONFIG_DEF.names()) {
      int mistakes = sameTail(key, known) ? 1 : distance(key, known);
      if (mistakes < least && mistakes <= Math.max(1, known.length() / LETTERS_A_MISTAKE)) {
        best = known;
        least = mistakes;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Whether a prefix was forgotten or added, such as s3. before flush.size. */
  private static boolean sameTail(String key, String known) {
    return key.endsWith("." + known) || (key.contains(".") && known.endsWith("." + key));
  }

  /** Returns how many letters to insert, remove, replace or swap with their neighbours. */
  private static int distance(String a, String b) {
    String left = plain(a);
    String right = plain(b);
    int[][] steps = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        if (i == 0 || j == 0) {
          steps[i][j] = i + j;
          continue;
        }
        int same = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        steps[i][j] =
            Math.min(steps[i - 1][j - 1] + same, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
        if (i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1)) {
          steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
        }
      }
    }
    return steps[left.length()][right.length()];
  }

  private static String plain(String key) {
    return key.toLowerCase(java.util.Locale.ROOT).replace('_', '.').replace('-', '.');
  }
}
