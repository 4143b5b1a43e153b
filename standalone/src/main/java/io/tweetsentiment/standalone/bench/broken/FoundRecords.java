package io.tweetsentiment.standalone.bench.broken;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The records of a mix that were found again.
 *
 * <p>Threading: filled by one thread.
 */
final class FoundRecords {

  private static final int SHOWN = 100;

  private final Set<String> rejected = new HashSet<>();
  private final Set<String> tweets = new HashSet<>();
  private final Map<String, Integer> values = new HashMap<>();
  private final Map<String, Integer> reasons = new TreeMap<>();

  /**
   * Adds a dead letter.
   *
   * @param reason the reason in its headers; a dead letter without a reason is ignored
   */
  void deadLetter(byte[] key, byte[] value, String reason) {
    if (reason.isBlank()) {
      return;
    }
    rejected.addAll(Marker.in(key));
    rejected.addAll(Marker.in(value));
    rejected.addAll(Marker.in(reason));
    if (value != null) {
      values.merge(new String(value, StandardCharsets.ISO_8859_1), 1, Integer::sum);
    }
    count(reason);
  }

  /** Adds a row of a reject table, as one text. */
  void refused(String row, String reason) {
    rejected.addAll(Marker.in(row));
    count(reason);
  }

  /** Adds the id of a row of the warehouse. */
  void row(String id) {
    tweets.add(id);
    tweets.addAll(Marker.in(id));
  }

  boolean rejected(String marker) {
    return rejected.contains(marker);
  }

  boolean inTheWarehouse(String id) {
    return tweets.contains(id);
  }

  int deadLettersOf(String value) {
    return values.getOrDefault(value, 0);
  }

  /** The number of records by reason, without the values in the reasons. */
  Map<String, Integer> reasons() {
    return reasons;
  }

  private void count(String reason) {
    String general =
        reason
            .lines()
            .findFirst()
            .orElse("")
            .replaceAll("'[^']*'", "'...'")
            .replaceAll("\"[^\"]*\"", "\"...\"")
            .replaceAll("[0-9][0-9.,]*", "#");
    String shown = general.length() <= SHOWN ? general : general.substring(0, SHOWN) + "...";
    reasons.merge(shown, 1, Integer::sum);
  }
}
