package io.tweetsentiment.standalone.run;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * When each part of a run started, and when each stage saw its first and its last record. All times
 * count from the start of the process.
 *
 * <p>Threading: safe.
 */
final class Timeline {

  /** Time of the first and of the last event of a stage. */
  record Entry(Duration first, Duration last) {}

  private final Clock clock;
  private final Instant origin;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Object> seen = new LinkedHashMap<>();
  private final Map<String, Duration> waits = new LinkedHashMap<>();
  private Duration looked = Duration.ZERO;

  Timeline(Clock clock, Instant origin) {
    this.clock = clock;
    this.origin = origin;
  }

  /** A timeline that begins with the start of this process. */
  static Timeline ofProcess() {
    return new Timeline(
        Clock.systemUTC(),
        Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()));
  }

  /** Records when a step of the start began and when it ended. */
  <T> T step(String name, Callable<T> step) throws Exception {
    moved(name);
    try {
      return step.call();
    } finally {
      moved(name);
    }
  }

  /**
   * Records the progress of a stage: its first event is the first call with a count above 0, its
   * last event the last call with another count than before.
   */
  void count(String stage, long count) {
    synchronized (entries) {
      if (count > 0 && !Objects.equals(seen.put(stage, count), count)) {
        moved(stage);
      }
    }
  }

  /** Records an event of a stage. */
  void moved(String stage) {
    synchronized (entries) {
      Duration now = now();
      Entry known = entries.get(stage);
      entries.put(stage, new Entry(known == null ? now : known.first(), now));
    }
  }

  /** Adds the time since the last look to what the run waited for. */
  void waitedFor(String what) {
    synchronized (entries) {
      Duration now = now();
      waits.merge(what, now.minus(looked), Duration::plus);
      looked = now;
    }
  }

  /** Starts the time that {@link #waitedFor} counts. */
  void startWaiting() {
    synchronized (entries) {
      looked = now();
    }
  }

  /** The steps and stages, in the order in which they began. */
  Map<String, Entry> entries() {
    synchronized (entries) {
      return new LinkedHashMap<>(entries);
    }
  }

  /** How long the run waited for each part. */
  Map<String, Duration> waits() {
    synchronized (entries) {
      return new LinkedHashMap<>(waits);
    }
  }

  /**
   * The timeline as a map that is written as JSON: {@code stages}, each with {@code first} and
   * {@code last}, and {@code waited} by part; all in seconds.
   */
  Map<String, Object> json() {
    Map<String, Object> stages = new LinkedHashMap<>();
    entries()
        .forEach(
            (name, entry) ->
                stages.put(
                    name, Map.of("first", seconds(entry.first()), "last", seconds(entry.last()))));
    Map<String, Object> waited = new LinkedHashMap<>();
    waits().forEach((part, time) -> waited.put(part, seconds(time)));
    return Map.of("stages", stages, "waited", waited);
  }

  private static double seconds(Duration duration) {
    return Math.round(duration.toMillis() / 10.0) / 100.0;
  }

  private Duration now() {
    return Duration.between(origin, clock.instant());
  }
}
