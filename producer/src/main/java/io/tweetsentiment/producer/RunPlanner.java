package io.tweetsentiment.producer;

import io.tweetsentiment.producer.checkpoint.Checkpoint;
import io.tweetsentiment.producer.checkpoint.CheckpointStore;
import io.tweetsentiment.producer.checkpoint.SentCounts;
import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.failure.LimitReachedException;
import io.tweetsentiment.producer.plan.Slice;
import io.tweetsentiment.producer.plan.SlicePlan;
import io.tweetsentiment.producer.plan.Span;
import io.tweetsentiment.producer.plan.Spans;
import io.tweetsentiment.producer.x.XRefusedException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans the slices of a run: those that are recorded, as they were cut, and the time that none of
 * them covers, cut anew. So a journal serves any span and any length of slices.
 *
 * <p>When there are very many slices, it first asks X which days have tweets and omits the slices
 * of the other days. Each span that was found empty is checkpointed, so that a later start omits it
 * without a request; other spans are counted again, or searched.
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
     * @throws LimitReachedException when a limit of the run does not allow to count
     * @throws XRefusedException when X refuses to count
     * @throws IngestException when X does not answer
     */
    List<Span> withTweets(String query, Span span) throws InterruptedException;
  }

  /** Records what the plan finds out. */
  @FunctionalInterface
  interface Recorder {

    /** See {@link CheckpointStore#record}. */
    void save(Checkpoint checkpoint) throws IOException;
  }

  private final IngestConfig config;
  private final Days days;
  private final Recorder checkpoints;

  RunPlanner(IngestConfig config, Days days, Recorder checkpoints) {
    this.config = config;
    this.days = days;
    this.checkpoints = checkpoints;
  }

  /** The recorded slices of a topic in the run, and the time that they cover. */
  private record Recorded(List<Slice> slices, List<Span> covered) {}

  /**
   * The slices of the run, including those that have ended, in the order in which they are fetched.
   * Time that X no longer finds is recorded as lost.
   *
   * @param wanted spans by topic
   * @param recorded checkpoints by id
   */
  List<Slice> slices(Map<String, List<Span>> wanted, Map<String, Checkpoint> recorded, Instant now)
      throws InterruptedException, IOException {
    List<Slice> slices = new ArrayList<>();
    Map<String, List<Span>> left = new LinkedHashMap<>();
    Map<String, List<Map.Entry<Slice.Id, Checkpoint>>> byName = byName(recorded);
    for (Map.Entry<String, List<Span>> entry : wanted.entrySet()) {
      String topic = entry.getKey();
      Recorded known = recorded(topic, Spans.union(entry.getValue()), byName);
      slices.addAll(known.slices());
      left.put(
          topic, withoutLost(topic, Spans.without(entry.getValue(), known.covered()), now, slices));
      notice(topic, byName);
    }
    if (config.asksForDays(SlicePlan.count(left, config.freq()))) {
      left = withTweets(left);
    }
    slices.addAll(SlicePlan.of(config.queries(), left, config.freq()));
    return config.horizon().order(slices, now);
  }

  private static Map<String, List<Map.Entry<Slice.Id, Checkpoint>>> byName(
      Map<String, Checkpoint> recorded) {
    Map<String, List<Map.Entry<Slice.Id, Checkpoint>>> byName = new HashMap<>();
    for (Checkpoint checkpoint : recorded.values()) {
      String id = checkpoint.slice();
      Slice.read(id.startsWith(EMPTY) ? id.substring(EMPTY.length()) : id)
          .filter(read -> !read.again())
          .ifPresent(
              read ->
                  byName
                      .computeIfAbsent(read.name(), name -> new ArrayList<>())
                      .add(Map.entry(read, checkpoint)));
    }
    return byName;
  }

  private Recorded recorded(
      String topic, List<Span> wanted, Map<String, List<Map.Entry<Slice.Id, Checkpoint>>> byName) {
    Recorded recorded = new Recorded(new ArrayList<>(), new ArrayList<>());
    String name = Slice.name(topic, query(topic));
    for (Map.Entry<Slice.Id, Checkpoint> entry : byName.getOrDefault(name, List.of())) {
      Span span = entry.getKey().span();
      Checkpoint checkpoint = entry.getValue();
      boolean ended =
          checkpoint.isDone()
              || (checkpoint.state() == Checkpoint.State.LOST && !config.fetchesLost());
      if (ended ? Spans.meet(wanted, span) : Spans.contain(wanted, span)) {
        recorded.covered().add(span);
        if (!checkpoint.slice().startsWith(EMPTY)) {
          recorded.slices().add(new Slice(topic, query(topic), span.start(), span.end()));
        }
      }
    }
    return recorded;
  }

  /** Records the time that X no longer finds, and returns the rest. */
  private List<Span> withoutLost(String topic, List<Span> spans, Instant now, List<Slice> slices)
      throws IOException {
    if (config.fetchesLost()) {
      return spans;
    }
    List<Span> left = new ArrayList<>();
    for (Span span : spans) {
      Span lost = config.horizon().lost(span, now);
      if (!lost.isEmpty()) {
        Slice slice = new Slice(topic, query(topic), lost.start(), lost.end());
        String reason = "it is older than the endpoint recent searches; x.endpoint=all finds it";
        log.warn("topic {}: {} to {} is lost: {}", topic, lost.start(), lost.end(), reason);
        checkpoints.save(Checkpoint.begun(slice.id()).lost(reason, now));
        slices.add(slice);
      }
      Span rest = new Span(lost.end(), span.end());
      if (!rest.isEmpty()) {
        left.add(rest);
      }
    }
    return left;
  }

  /** Says that slices under another query of a topic do not count. */
  private void notice(String topic, Map<String, List<Map.Entry<Slice.Id, Checkpoint>>> byName) {
    String name = Slice.name(topic, query(topic));
    long others =
        byName.entrySet().stream()
            .filter(entry -> !entry.getKey().equals(name))
            .flatMap(entry -> entry.getValue().stream())
            .filter(entry -> entry.getKey().isOf(topic))
            .count();
    if (others > 0) {
      log.warn(
          "topic {}: {} recorded slices are of another query than '{}'. They do not count for this"
              + " one, which is fetched anew, and go on counting for theirs.",
          topic,
          others,
          query(topic));
    }
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
    } catch (LimitReachedException e) {
      throw e;
    } catch (IngestException e) {
      log.warn("X returned no counts, so all days are searched: {}", e.getMessage());
      return spans;
    }
    for (Map.Entry<String, List<Span>> entry : found.entrySet()) {
      for (Span empty : Spans.without(spans.get(entry.getKey()), entry.getValue())) {
        checkpoints.save(new Checkpoint(id(entry.getKey(), empty), 0, SentCounts.NONE, Map.of()));
      }
    }
    return found;
  }

  private String query(String topic) {
    return config.queries().get(topic);
  }

  private String id(String topic, Span empty) {
    return EMPTY + new Slice(topic, query(topic), empty.start(), empty.end()).id();
  }

  /** Days as whole slices of their span, with adjacent ones joined. */
  private List<Span> wholeSlices(Span span, List<Span> found) {
    return Spans.union(
        found.stream()
            .map(
                day ->
                    new Span(
                            SlicePlan.floor(day.start(), config.freq()),
                            SlicePlan.ceiling(day.end(), config.freq()))
                        .within(span))
            .toList());
  }
}
