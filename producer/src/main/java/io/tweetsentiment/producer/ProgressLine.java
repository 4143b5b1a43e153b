package io.tweetsentiment.producer;

import io.tweetsentiment.producer.checkpoint.Spending;
import io.tweetsentiment.producer.x.XHttp;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The state of a run in one line: slices, tweets, tweets a second, the time that is left, what it
 * waits for, and what it has cost.
 */
final class ProgressLine {

  private static final double MILLION = 1_000_000;

  private final Instant began;
  private final Progress first;

  /**
   * The lines of a run.
   *
   * @param first its progress when it began
   */
  ProgressLine(Instant began, Progress first) {
    this.began = began;
    this.first = first;
  }

  /** The line of a moment. */
  String of(Progress now, Optional<XHttp.Waiting> waiting, Spending spent, Instant at) {
    StringBuilder line = new StringBuilder(now.toString());
    double seconds = Math.max(1, Duration.between(began, at).toMillis() / 1_000.0);
    line.append(
        String.format(Locale.ROOT, "; %,.0f a second", (now.tweets() - first.tweets()) / seconds));
    int done = now.slicesDone() - first.slicesDone();
    int left = now.slices() - now.slicesDone() - now.slicesLost();
    if (done > 0 && left > 0) {
      line.append("; about ").append(words(Duration.ofSeconds((long) (seconds / done * left))));
      line.append(" left");
    }
    waiting.ifPresent(
        wait ->
            line.append("; waits until ")
                .append(wait.until())
                .append(" for ")
                .append(wait.reason()));
    if (spent.cost() > 0) {
      line.append(String.format(Locale.ROOT, "; at most $%,.2f so far", spent.cost() / MILLION));
    }
    return line.toString();
  }

  private static String words(Duration duration) {
    if (duration.toHours() > 0) {
      return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
    return duration.toMinutes() > 0 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
  }
}
