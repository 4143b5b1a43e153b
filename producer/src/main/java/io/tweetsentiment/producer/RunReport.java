package io.tweetsentiment.producer;

import io.tweetsentiment.producer.checkpoint.Checkpoint;
import io.tweetsentiment.producer.checkpoint.Spending;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a person must know at the end of a run.
 *
 * @param failed slices whose last attempt failed, in order of time
 * @param lost slices that X no longer finds, in order of time
 * @param errors number of errors that X reported beside tweets, by kind
 * @param spent what all starts have spent
 */
public record RunReport(
    List<Checkpoint> failed, List<Checkpoint> lost, Map<String, Long> errors, Spending spent) {

  /** At most so many slices are listed; the command lists all. */
  private static final int SHOWN = 20;

  private static final double MILLION = 1_000_000;

  static RunReport of(List<Checkpoint> checkpoints, Spending spent) {
    Map<String, Long> errors = new TreeMap<>();
    checkpoints.forEach(
        checkpoint ->
            checkpoint.errors().forEach((kind, count) -> errors.merge(kind, count, Long::sum)));
    return new RunReport(
        of(checkpoints, Checkpoint.State.FAILED),
        of(checkpoints, Checkpoint.State.LOST),
        errors,
        spent);
  }

  private static List<Checkpoint> of(List<Checkpoint> all, Checkpoint.State state) {
    return all.stream()
        .filter(checkpoint -> checkpoint.state() == state)
        .sorted(Comparator.comparing(Checkpoint::slice))
        .toList();
  }

  /** The report in lines; empty when there is nothing to say. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    list(lines, failed, "failed");
    if (!failed.isEmpty()) {
      lines.add(
          "the command 'ingest retry' with the same settings takes them up again, from the page"
              + " that failed.");
    }
    list(lines, lost, "lost");
    if (!lost.isEmpty()) {
      lines.add("with x.recent.lost=all the same command fetches them from the archive.");
    }
    errors.forEach(
        (kind, count) -> lines.add("X reported " + count + " errors of the kind " + kind + "."));
    if (!spent.equals(Spending.NONE)) {
      lines.add(
          String.format(
              Locale.ROOT,
              "spent so far: %,d tweets, %,d requests, at most $%,.2f at the configured prices.",
              spent.tweets(),
              spent.requests(),
              spent.cost() / MILLION));
    }
    return lines;
  }

  private static void list(List<String> lines, List<Checkpoint> slices, String state) {
    slices.stream()
        .limit(SHOWN)
        .forEach(slice -> lines.add(state + ": " + slice.slice() + ": " + slice.reason()));
    if (slices.size() > SHOWN) {
      lines.add(
          "and "
              + (slices.size() - SHOWN)
              + " more "
              + state
              + " slices; 'ingest status' lists"
              + " them.");
    }
  }
}
