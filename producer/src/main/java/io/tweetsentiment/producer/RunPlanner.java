package io.tweetsentiment.producer;

import io.tweetsentiment.producer.checkpoint.Checkpoint;
import io.tweetsentiment.producer.checkpoint.CheckpointStore;
import io.tweetsentiment.producer.checkpoint.SentCounts;
import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.plan.Slice;
import io.tweetsentiment.producer.plan.SlicePlan;
import io.tweetsentiment.producer.plan.Span;
import io.tweetsentiment.producer.x.XRefusedException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans the slices of a run. When there are very many, it first asks X which days have tweets and
 * omits the slices of the other days. Each span that was found empty is checkpointed, so that a
 * later start omits it without a request; other spans are counted again, or searched.
 */
final class RunPlanner {

  private static final Logger log = LoggerFactory.getLogger(RunPlanner.class);
  private static final String EMPTY = "none_";

  /** Finds the days of a span that have tweets. */
  @FunctionalInterface
  interface Days {

    /**
     * The days, or parts of days, that have tweets, in order of time.
     *
     * @throws XRefusedException when X refuses to count
     * @throws IngestException when X does not answer
     */
    List<Span> withTweets(String query, Span span) throws InterruptedException;
  }

  private final IngestConfig config;
  private final Days days;
  private final CheckpointStore checkpoints;

  RunPlanner(IngestConfig config, Days days, CheckpointStore checkpoints) {
    this.config = config;
    this.days = days;
    this.checkpoints = checkpoints;
  }

  /**
   * The slices of the run, including those that are checkpointed.
   *
   * @param finished checkpoints by id
   */
  List<Slice> slices(Map<String, Checkpoint> finished) throws InterruptedException, IOException {
    Map<String, List<Span>> spans = config.spansByTopic();
    if (!config.asksForDays(SlicePlan.count(spans, config.freq()))) {
      return SlicePlan.of(spans, config.freq());
    }
    Map<String, List<Span>> left = new LinkedHashMap<>();
    Map<String, List<Span>> empty = spansIn(finished.keySet(), true);
    spans.forEach((topic, list) -> left.put(topic, without(list, of(topic, empty))));
    boolean many = config.asksForDays(SlicePlan.count(left, config.freq()) - finished.size());
    return with(
        spansIn(finished.keySet(), false),
        SlicePlan.of(many ? withTweets(left) : left, config.freq()));
  }

  private Map<String, List<Span>> withTweets(Map<String, List<Span>> spans)
      throws InterruptedException, IOException {
    log.info(
        "{} slices are planned: X counts first, to omit the days without tweets",
        SlicePlan.count(spans, config.freq()));
    Map<String, List<Span>> found = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, List<Span>> entry : spans.entrySet()) {
        List<Span> kept = new ArrayList<>();
        for (Span span : entry.getValue()) {
          kept.addAll(wholeSlices(span, days.withTweets(query(entry.getKey()), span)));
        }
        found.put(entry.getKey(), kept);
      }
    } catch (IngestException e) {
      log.warn("X returned no counts, so all days are searched: {}", e.getMessage());
      return spans;
    }
    for (Map.Entry<String, List<Span>> entry : found.entrySet()) {
      for (Span empty : without(spans.get(entry.getKey()), entry.getValue())) {
        checkpoints.complete(
            new Checkpoint(id(entry.getKey(), empty), 0, SentCounts.NONE, Map.of()));
      }
    }
    return found;
  }

  private String query(String topic) {
    return config.queries().get(topic);
  }

  private static String id(String topic, Span empty) {
    return EMPTY + new Slice(topic, empty.start(), empty.end()).id();
  }

  /** Days as whole slices of their span, with adjacent ones joined. */
  private List<Span> wholeSlices(Span span, List<Span> found) {
    List<Span> whole = new ArrayList<>();
    for (Span day : found) {
      Span slices =
          new Span(
                  SlicePlan.floor(day.start(), config.freq()),
                  SlicePlan.ceiling(day.end(), config.freq()))
              .within(span);
      Span last = whole.isEmpty() ? null : whole.get(whole.size() - 1);
      if (last != null && !slices.start().isAfter(last.end())) {
        whole.set(whole.size() - 1, new Span(last.start(), later(last.end(), slices.end())));
      } else if (!slices.isEmpty()) {
        whole.add(slices);
      }
    }
    return whole;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Subtracts spans from others; both in order of time. */
  private static List<Span> without(List<Span> spans, List<Span> out) {
    List<Span> left = new ArrayList<>();
    for (Span span : spans) {
      Instant start = span.start();
      for (Span other : out) {
        Span cut = other.within(span);
        if (!cut.isEmpty()) {
          if (start.isBefore(cut.start())) {
            left.add(new Span(start, cut.start()));
          }
          start = later(start, cut.end());
        }
      }
      if (start.isBefore(span.end())) {
        left.add(new Span(start, span.end()));
      }
    }
    return left;
  }

  /** The plan, with the slices that were fetched under another plan: they stay finished. */
  private List<Slice> with(Map<String, List<Span>> fetched, List<Slice> planned) {
    Set<Slice> all = new LinkedHashSet<>(planned);
    for (String topic : config.queries().keySet()) {
      of(topic, fetched).forEach(s -> all.add(new Slice(topic, s.start(), s.end())));
    }
    return all.size() == planned.size()
        ? planned
        : all.stream().sorted(Comparator.comparing(Slice::start)).toList();
  }

  private static List<Span> of(String topic, Map<String, List<Span>> byName) {
    return byName.getOrDefault(Slice.name(topic), List.of());
  }

  /** Spans by the name of their topic, in order of time, among ids of checkpoints. */
  private static Map<String, List<Span>> spansIn(Set<String> ids, boolean empty) {
    Map<String, List<Span>> byName = new HashMap<>();
    for (String id : ids) {
      if (id.startsWith(EMPTY) == empty) {
        String[] parts = (empty ? id.substring(EMPTY.length()) : id).split("_", 3);
        byName
            .computeIfAbsent(parts[2], name -> new ArrayList<>())
            .add(new Span(Instant.parse(parts[0]), Instant.parse(parts[1])));
      }
    }
    byName.values().forEach(spans -> spans.sort(Comparator.comparing(Span::start)));
    return byName;
  }
}
