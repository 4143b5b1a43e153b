package io.tweetsentiment.connect.kinesis.shards;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The shards of one task, which the connector adds to the configuration of the task as properties.
 *
 * @param assigned the shards that the task reads
 * @param lineage the lineage of these shards and their ancestors
 * @param closed those of them that take no more records
 * @param late those that appeared after the connector started; empty except with LATEST
 * @param startedAt when the connector first started; the epoch except with LATEST, so that a
 *     restart of the connector does not change the configuration of running tasks and thereby
 *     restart them
 */
public record TaskShards(
    List<String> assigned,
    Lineage lineage,
    Set<String> closed,
    Set<String> late,
    Instant startedAt) {
  private static final String ASSIGNED = "task.shards";
  private static final String LINEAGE = "task.lineage";
  private static final String CLOSED = "task.closed.shards";
  private static final String LATE = "task.late.shards";
  private static final String STARTED_AT = "task.started.at";

  public Map<String, String> properties() {
    return Map.of(
        ASSIGNED, String.join(",", assigned),
        LINEAGE,
            new TreeMap<>(lineage.parents())
                .entrySet().stream()
                    .map(entry -> entry.getKey() + ">" + String.join("+", entry.getValue()))
                    .collect(Collectors.joining(",")),
        CLOSED, String.join(",", new TreeSet<>(closed)),
        LATE, String.join(",", new TreeSet<>(late)),
        STARTED_AT, Long.toString(startedAt.toEpochMilli()));
  }

  public static TaskShards of(Map<String, String> properties) {
    Map<String, List<String>> parents = new LinkedHashMap<>();
    split(properties.get(LINEAGE), ",")
        .forEach(
            entry -> {
              int end = entry.indexOf('>');
              parents.put(entry.substring(0, end), split(entry.substring(end + 1), "\\+").toList());
            });
    return new TaskShards(
        split(properties.get(ASSIGNED), ",").toList(),
        new Lineage(parents),
        split(properties.getOrDefault(CLOSED, ""), ",").collect(Collectors.toUnmodifiableSet()),
        split(properties.get(LATE), ",").collect(Collectors.toUnmodifiableSet()),
        Instant.ofEpochMilli(Long.parseLong(properties.get(STARTED_AT))));
  }

  private static Stream<String> split(String text, String separator) {
    return Arrays.stream(text.split(separator)).filter(part -> !part.isEmpty());
  }
}
