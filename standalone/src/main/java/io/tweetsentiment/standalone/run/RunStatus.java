package io.tweetsentiment.standalone.run;

import io.tweetsentiment.standalone.parts.RunningPart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The content of {@code /status} and {@code --report}.
 *
 * @param state phase of the run
 * @param counters the topology's counters by name
 * @param loadedTweets rows of the table {@code tweet}
 * @param loadedWindows rows of the table {@code sentiment}
 * @param loadRejects rows and objects that the loader refused, in table {@code load_reject}
 * @param sinceFirstRequest from the first request of the producer to complete, or to now
 * @param start from the launch until all parts were running
 * @param progress share of the slices that are checkpointed, 0 to 1
 * @param pages pages or batches that the producer has sent, also those without a tweet
 * @param limit which limit ended the fetching before its end, and what is left, if one did
 * @param repairedTransactions transactions of a killed run whose lost end markers this start has
 *     written
 * @param failure why the run failed, if it did
 * @param trouble what delays the run now, such as an engine that does not answer
 * @param parts the running parts
 * @param timeline when the parts started and when the stages saw their records
 */
record RunStatus(
    RunState state,
    Map<String, Long> counters,
    long loadedTweets,
    long loadedWindows,
    long loadRejects,
    Duration sinceFirstRequest,
    Duration start,
    double progress,
    long pages,
    Optional<String> limit,
    int repairedTransactions,
    Optional<String> failure,
    Optional<String> trouble,
    List<RunningPart> parts,
    Timeline timeline) {

  /** Names in {@code /status}, and the topology's counters that they show. */
  private static final Map<String, String> COUNTERS = new LinkedHashMap<>();

  static {
    for (String name : List.of("received", "scored", "merged")) {
      COUNTERS.put(name, name);
    }
    COUNTERS.put("duplicates", "duplicate");
    for (String name :
        List.of(
            "superseded",
            "deleted",
            "unscored",
            "dead_lettered",
            "oversize",
            "pending",
            "windows",
            "cut")) {
      COUNTERS.put(name, name);
    }
  }

  /** The value of a counter of the topology; 0 when it has none. */
  long counter(String name) {
    return counters.getOrDefault(name, 0L);
  }

  /** What changes when the run makes progress. */
  List<Object> signs() {
    return List.of(counters, loadedTweets, loadedWindows, pages);
  }

  /** The content as a map that is written as JSON, in the order of its keys. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("state", state.json());
    COUNTERS.forEach((name, counter) -> json.put(name, counter(counter)));
    json.put("loaded_tweets", loadedTweets);
    json.put("loaded_windows", loadedWindows);
    json.put("load_rejects", loadRejects);
    json.put("seconds", seconds(sinceFirstRequest));
    json.put("start_seconds", seconds(start));
    // Rounded down, so that 1 means that every slice is checkpointed.
    json.put("progress", Math.floor(progress * 1000) / 1000);
    json.put("repaired_transactions", repairedTransactions);
    limit.ifPresent(reason -> json.put("limit", reason));
    failure.ifPresent(reason -> json.put("failure", reason));
    trouble.ifPresent(reason -> json.put("trouble", reason));
    List<Map<String, Object>> components = new ArrayList<>();
    for (RunningPart part : parts) {
      Map<String, Object> component = new LinkedHashMap<>();
      component.put("name", part.name());
      component.put("address", part.address());
      component.put("pid", part.pid());
      component.put("state", part.alive() ? "running" : "stopped");
      components.add(component);
    }
    json.put("components", components);
    json.put("timeline", timeline.json());
    return json;
  }

  private static double seconds(Duration duration) {
    return Math.round(duration.toMillis() / 100.0) / 10.0;
  }
}
