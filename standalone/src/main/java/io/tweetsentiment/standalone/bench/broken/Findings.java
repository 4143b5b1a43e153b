package io.tweetsentiment.standalone.bench.broken;

import java.util.Map;

/**
 * What came of a mix.
 *
 * @param broken broken records that entered
 * @param accounted those that a dead letter, a reject row or a row of the warehouse tells of
 * @param good good tweets
 * @param merged those that are in the warehouse
 * @param reasons how many records have a reason, by the reason without its values
 * @param missing how many records nothing tells of, by their kind
 */
public record Findings(
    int broken,
    int accounted,
    int good,
    int merged,
    Map<String, Integer> reasons,
    Map<String, Long> missing) {

  /** Whether nothing disappeared. */
  public boolean complete() {
    return broken == accounted && good == merged;
  }
}
