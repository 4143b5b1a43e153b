package io.tweetsentiment.producer.failure;

import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.time.Duration;
import java.util.List;

/**
 * When a slice that failed is fetched again.
 *
 * @param attempts attempts in one start
 * @param first wait after the first failure; it doubles with each one, up to an hour
 * @param mostInARow number of slices that fail one after the other before the run ends
 * @param longestOutage how long the run waits for X to answer before slices count as failed
 */
public record SliceRetry(int attempts, Duration first, int mostInARow, Duration longestOutage) {

  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 20;

  public static final List<Setting> SETTINGS =
      List.of(
          Setting.of(
              "slice.attempts", "3", "Attempts at a slice in one start, while the others go on."),
          Setting.of(
              "slice.retry.delay",
              "PT1M",
              "Wait before a slice that failed is fetched again; it doubles with each failure, up"
                  + " to an hour."),
          Setting.of(
              "slice.failures.in.a.row",
              "20",
              "Number of slices that may fail one after the other before the run ends: then the"
                  + " reason concerns all of them."),
          Setting.of(
              "x.longest.outage",
              "PT6H",
              "How long the run waits, in all, while X answers nobody (unreachable, 5xx, 429): the"
                  + " workers pause as long as slice.retry.delay says, and no slice counts as"
                  + " failed."));

  public static SliceRetry from(Settings settings) {
    return new SliceRetry(
        settings.integer("slice.attempts", 1),
        settings.duration("slice.retry.delay", Duration.ZERO),
        settings.integer("slice.failures.in.a.row", 1),
        settings.duration("x.longest.outage", Duration.ZERO));
  }

  /**
   * The wait before the next attempt.
   *
   * @param failed number of attempts that failed, from 1
   */
  public Duration delay(int failed) {
    Duration delay = first.multipliedBy(1L << Math.min(failed - 1, MOST_DOUBLINGS));
    return delay.compareTo(LONGEST) < 0 ? delay : first.compareTo(LONGEST) > 0 ? first : LONGEST;
  }
}
