package io.tweetsentiment.producer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tweetsentiment.producer.checkpoint.Checkpoint;
import io.tweetsentiment.producer.checkpoint.Spending;
import io.tweetsentiment.producer.cost.Budget;
import io.tweetsentiment.producer.plan.Slice;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How far the recorded slices of a run have come, by topic, as a table or JSON. */
final class StatusReport {

  private static final double MILLION = 1_000_000;

  /**
   * One slice.
   *
   * @param holder process that works at it; empty when none is known to
   * @param counted tweets that X counts in it; empty when it was not asked
   */
  record Line(Slice.Id id, Checkpoint checkpoint, String holder, Optional<Long> counted) {}

  /** The slices of one topic and query. */
  private static final class Topic {
    private final Map<Checkpoint.State, Integer> slices = new EnumMap<>(Checkpoint.State.class);
    private long tweets;
    private long counted;
    private Instant from = Instant.MAX;
    private Instant to = Instant.MIN;

    void add(Line line) {
      slices.merge(line.checkpoint().state(), 1, Integer::sum);
      tweets += line.checkpoint().counts().tweets();
      counted += line.counted().orElse(0L);
      from = line.id().span().start().isBefore(from) ? line.id().span().start() : from;
      to = line.id().span().end().isAfter(to) ? line.id().span().end() : to;
    }

    int size(Checkpoint.State state) {
      return slices.getOrDefault(state, 0);
    }
  }

  private final List<Line> lines;
  private final Map<String, Topic> topics = new TreeMap<>();
  private final Spending spent;
  private final Budget.Limits limits;
  private final boolean counted;

  /**
   * A report.
   *
   * @param lines the slices
   * @param limits limits of the run
   */
  StatusReport(List<Line> lines, Spending spent, Budget.Limits limits) {
    this.lines =
        lines.stream()
            .sorted(
                Comparator.comparing((Line line) -> line.id().span().start())
                    .thenComparing(line -> line.id().name()))
            .toList();
    this.spent = spent;
    this.limits = limits;
    this.counted = lines.stream().anyMatch(line -> line.counted().isPresent());
    lines.forEach(line -> topics.computeIfAbsent(name(line.id()), name -> new Topic()).add(line));
  }

  private static String name(Slice.Id id) {
    return URLDecoder.decode(id.name(), StandardCharsets.UTF_8);
  }

  /**
   * The report for a person.
   *
   * @param all whether finished slices are listed too
   */
  List<String> table(boolean all) {
    List<String> table = new ArrayList<>();
    topics.forEach(
        (name, topic) ->
            table.add(
                String.format(
                    Locale.ROOT,
                    "%s: %,d done, %,d open, %,d failed, %,d lost slices from %s to %s; %,d"
                        + " tweets%s",
                    name,
                    topic.size(Checkpoint.State.DONE),
                    topic.size(Checkpoint.State.OPEN),
                    topic.size(Checkpoint.State.FAILED),
                    topic.size(Checkpoint.State.LOST),
                    topic.from,
                    topic.to,
                    topic.tweets,
                    counted ? completeness(topic.tweets, topic.counted) : "")));
    for (Line line : lines) {
      boolean differs =
          line.counted().isPresent() && line.counted().get() != line.checkpoint().counts().tweets();
      if (all || differs || !line.checkpoint().isDone()) {
        table.add(line(line));
      }
    }
    table.add(
        String.format(
            Locale.ROOT,
            "spent: %,d tweets%s, %,d requests%s, at most $%,.2f%s",
            spent.tweets(),
            left(limits.tweets(), spent.tweets()),
            spent.requests(),
            left(limits.requests(), spent.requests()),
            spent.cost() / MILLION,
            limits.cost() == 0
                ? ""
                : String.format(
                    Locale.ROOT,
                    " ($%,.2f left)",
                    Math.max(0, limits.cost() - spent.cost()) / MILLION)));
    return table;
  }

  private static String completeness(long tweets, long counted) {
    return String.format(
        Locale.ROOT,
        " of %,d that X counts (%.1f %%)",
        counted,
        counted == 0 ? 100.0 : 100.0 * tweets / counted);
  }

  private static String left(long limit, long spent) {
    return limit == 0 ? "" : String.format(Locale.ROOT, " (%,d left)", Math.max(0, limit - spent));
  }

  private static String line(Line line) {
    Checkpoint slice = line.checkpoint();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%-6s %s: %,d tweets, %,d pages",
            slice.state().name().toLowerCase(Locale.ROOT),
            slice.slice(),
            slice.counts().tweets(),
            slice.pages()));
    line.counted().ifPresent(count -> text.append(completeness(slice.counts().tweets(), count)));
    if (!line.holder().isEmpty()) {
      text.append(", at work: ").append(line.holder());
    }
    if (slice.attempts() > 0) {
      text.append(", failed ").append(slice.attempts()).append(" times");
    }
    if (slice.reason() != null) {
      text.append(": ").append(slice.reason());
    }
    return text.toString();
  }

  /** The report for a program. */
  String json() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    ArrayNode byTopic = root.putArray("topics");
    topics.forEach(
        (name, topic) -> {
          ObjectNode node = byTopic.addObject().put("topic", name);
          for (Checkpoint.State state : Checkpoint.State.values()) {
            node.put(state.name().toLowerCase(Locale.ROOT), topic.size(state));
          }
          node.put("tweets", topic.tweets).put("from", topic.from.toString());
          node.put("to", topic.to.toString());
          if (counted) {
            node.put("counted", topic.counted);
          }
        });
    ArrayNode slices = root.putArray("slices");
    for (Line line : lines) {
      Checkpoint slice = line.checkpoint();
      ObjectNode node =
          slices.addObject().put("slice", slice.slice()).put("topic", name(line.id()));
      node.put("state", slice.state().name().toLowerCase(Locale.ROOT));
      node.put("tweets", slice.counts().tweets()).put("pages", slice.pages());
      node.put("attempts", slice.attempts());
      Optional.ofNullable(slice.reason()).ifPresent(reason -> node.put("reason", reason));
      Optional.ofNullable(slice.at()).ifPresent(at -> node.put("at", at));
      if (!line.holder().isEmpty()) {
        node.put("holder", line.holder());
      }
      line.counted().ifPresent(count -> node.put("counted", count));
    }
    put(root.putObject("spent"), spent.tweets(), spent.requests(), spent.cost());
    ObjectNode left = root.putObject("left");
    if (limits.tweets() > 0) {
      left.put("tweets", Math.max(0, limits.tweets() - spent.tweets()));
    }
    if (limits.requests() > 0) {
      left.put("requests", Math.max(0, limits.requests() - spent.requests()));
    }
    if (limits.cost() > 0) {
      left.put("cost", Math.max(0, limits.cost() - spent.cost()) / MILLION);
    }
    return root.toString();
  }

  private static void put(ObjectNode node, long tweets, long requests, long cost) {
    node.put("tweets", tweets).put("requests", requests).put("cost", cost / MILLION);
  }
}
