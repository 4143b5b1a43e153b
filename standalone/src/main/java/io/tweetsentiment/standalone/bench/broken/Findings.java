package io.tweetsentiment.standalone.bench.broken;

import java.util.Map;

/**
 * The result of a mix.
 *
 * @param broken broken records that entered
 * @param accounted those that appear in a dead letter, a reject row or a row of the warehouse
 * @param good good tweets
 * @param merged those that are in the warehouse
 * @param reasons number of rejected records by reason, without the values in the reasons
 * @param missing number of records without a trace, by kind
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
