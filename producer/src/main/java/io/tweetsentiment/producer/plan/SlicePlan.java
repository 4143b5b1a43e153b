package io.tweetsentiment.producer.plan;

import io.tweetsentiment.settings.SettingsException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Cuts spans into slices that are aligned to the epoch, like the windows. */
public final class SlicePlan {

  static final long MOST_SLICES = 2_000_000;

  private SlicePlan() {}

  /**
   * The slices of a run, oldest first; those of one time in the order of the topics. The first and
   * the last slice of a span are shorter than {@code freq} when the span does not begin or end on a
   * boundary.
   *
   * @param queries query by topic
   * @param spans by topic, in order of time
   * @throws SettingsException when there would be more slices than a run can have
   */
  public static List<Slice> of(
      Map<String, String> queries, Map<String, List<Span>> spans, Duration freq) {
    requirePossible(count(spans, freq), freq);
    List<Slice> slices = new ArrayList<>();
    spans.forEach(
        (topic, list) ->
            list.forEach(
                span ->
                    cut(
                        new Slice(topic, queries.get(topic), span.start(), span.end()),
                        freq,
                        slices)));
    if (spans.size() > 1) {
      slices.sort(Comparator.comparing(Slice::start));
    }
    return List.copyOf(slices);
  }

  /**
   * Checks that a run can have a number of slices.
   *
   * @throws SettingsException when there are too many
   */
  public static void requirePossible(long count, Duration freq) {
    if (count > MOST_SLICES) {
      throw new SettingsException(
          "freq "
              + freq
              + " cuts the run into "
              + count
              + " slices, more than "
              + MOST_SLICES
              + "; set a longer freq.");
    }
  }

  private static void cut(Slice whole, Duration freq, List<Slice> slices) {
    for (Instant start = whole.start(); start.isBefore(whole.end()); ) {
      Instant next = floor(start, freq).plus(freq);
      Instant end = next.isBefore(whole.end()) ? next : whole.end();
      slices.add(new Slice(whole.topic(), whole.query(), start, end));
      start = end;
    }
  }

  /** Number of slices. */
  public static long count(Map<String, List<Span>> spans, Duration freq) {
    long count = 0;
    for (List<Span> list : spans.values()) {
      for (Span span : list) {
        Instant last = floor(span.end().minusSeconds(1), freq);
        count += Duration.between(floor(span.start(), freq), last).dividedBy(freq) + 1;
      }
    }
    return count;
  }

  /** The last boundary of slices that is not after an instant. */
  public static Instant floor(Instant instant, Duration freq) {
    long step = freq.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), step) * step);
  }

  /** The first boundary of slices that is not before an instant. */
  public static Instant ceiling(Instant instant, Duration freq) {
    Instant floor = floor(instant, freq);
    return floor.equals(instant) ? floor : floor.plus(freq);
  }

  /**
   * Checks that X can search spans.
   *
   * @throws SettingsException when one does not begin before it ends, or a bound is not a whole
   *     second
   */
  public static void check(List<Span> spans) {
    for (Span span : spans) {
      if (span.isEmpty()) {
        throw new SettingsException(
            "from (" + span.start() + ") is not before to (" + span.end() + ").");
      }
      if (!span.isInWholeSeconds()) {
        throw new SettingsException(
            span.start()
                + " or "
                + span.end()
                + " is not a whole second; X searches by the second.");
      }
    }
  }
}
