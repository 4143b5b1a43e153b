package io.tweetsentiment.producer.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How far back a search goes: the endpoint {@code recent} refuses a start that is more than seven
 * days ago, also while a run is at work.
 *
 * @param reach how far back; empty for any distance
 */
public record Horizon(Optional<Duration> reach) {

  /** A request must not come too late because it waited for another one. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  /** What leaves the horizon this soon is urgent. */
  private static final Duration NEAR = Duration.ofHours(1);

  public static final Horizon NONE = new Horizon(Optional.empty());

  /** The first second that can be searched; empty when every one can. */
  public Optional<Instant> oldest(Instant now) {
    return reach.map(
        distance ->
            now.minus(distance).plus(MARGIN).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
  }

  /** The part of a span that can no longer be searched; may be empty. */
  public Span lost(Span span, Instant now) {
    Instant end = oldest(now).filter(span.start()::isBefore).orElse(span.start());
    return new Span(span.start(), end.isAfter(span.end()) ? span.end() : end);
  }

  /**
   * The order in which slices are fetched: those that leave the horizon soon come first, the newest
   * of them first, because the oldest may leave before its turn; then the others, oldest first.
   */
  public List<Slice> order(List<Slice> slices, Instant now) {
    List<Slice> ordered = new ArrayList<>(slices);
    ordered.sort(Comparator.comparing(Slice::start));
    if (reach.isEmpty()) {
      return ordered;
    }
    Instant near = now.minus(reach.get()).plus(NEAR);
    List<Slice> urgent =
        new ArrayList<>(ordered.stream().filter(s -> s.start().isBefore(near)).toList());
    urgent.sort(Comparator.comparing(Slice::start).reversed());
    ordered.removeIf(s -> s.start().isBefore(near));
    ordered.addAll(0, urgent);
    return ordered;
  }
}
