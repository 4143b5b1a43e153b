package io.tweetsentiment.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The equations that hold between the counters of a status. */
final class Sums {

  private static final List<String> ENDS =
      List.of(
          "merged", "duplicates", "superseded", "deleted", "dead_lettered", "oversize", "pending");

  private Sums() {}

  /** Every raw record is counted in exactly one outcome. */
  static void requireEqual(JsonNode status) {
    long ended = ENDS.stream().mapToLong(name -> status.required(name).asLong()).sum();
    assertThat(ended).as("received, told by its ends, in %s", status).isEqualTo(count(status));
  }

  private static long count(JsonNode status) {
    return status.required("received").asLong();
  }
}
