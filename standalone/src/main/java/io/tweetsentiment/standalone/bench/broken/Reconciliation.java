package io.tweetsentiment.standalone.bench.broken;

import io.tweetsentiment.standalone.bench.broken.kinds.Proof;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Compares a mix with the records that were found again. Pure.
 *
 * @param broken number of broken records that entered
 * @param missing broken records of which there is no trace
 * @param good number of good tweets
 * @param lost ids of good tweets that are not in the warehouse
 */
record Reconciliation(int broken, List<BrokenRecord> missing, int good, List<String> lost) {

  /** Compares a mix with what was found again. */
  static Reconciliation of(Mix mix, FoundRecords evidence) {
    List<BrokenRecord> broken =
        mix.injections().stream().filter(i -> i.kind().proof() != Proof.NONE).toList();
    Map<String, Integer> same = new TreeMap<>();
    List<BrokenRecord> missing = new ArrayList<>();
    for (BrokenRecord injection : broken) {
      if (!proven(injection, evidence, same)) {
        missing.add(injection);
      }
    }
    List<String> lost = mix.good().stream().filter(id -> !evidence.inTheWarehouse(id)).toList();
    return new Reconciliation(broken.size(), missing, mix.good().size(), lost);
  }

  private static boolean proven(
      BrokenRecord injection, FoundRecords evidence, Map<String, Integer> same) {
    boolean rejected = evidence.rejected(injection.marker());
    boolean row = evidence.inTheWarehouse(injection.marker());
    return switch (injection.kind().proof()) {
      case REJECTED -> rejected;
      case EITHER -> rejected || row;
      case ROW -> row;
      case SAME_BYTES -> {
        String value = new String(injection.draft().value(), StandardCharsets.UTF_8);
        yield same.merge(value, 1, Integer::sum) <= evidence.deadLettersOf(value);
      }
      case NONE -> true;
    };
  }

  int accounted() {
    return broken - missing.size();
  }

  int merged() {
    return good - lost.size();
  }

  boolean complete() {
    return missing.isEmpty() && lost.isEmpty();
  }

  /** The number of missing records by kind. */
  Map<String, Long> missingKinds() {
    return missing.stream()
        .collect(Collectors.groupingBy(i -> i.kind().name(), TreeMap::new, Collectors.counting()));
  }
}
