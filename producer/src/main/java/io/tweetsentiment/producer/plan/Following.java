package io.tweetsentiment.producer.plan;

import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When a run that follows the present searches what.
 *
 * @param settle how long after its end a slice is searched
 * @param again how long after its end a slice is searched for the second time; zero for never
 */
public record Following(Duration settle, Duration again) {

  /** A second look that was missed for longer than this is not made up for. */
  private static final Duration LATEST = Duration.ofDays(1);

  public static final List<Setting> SETTINGS =
      List.of(
          Setting.of(
              "follow",
              "false",
              "Whether the run goes on with new slices as they come (--follow); then it has no"
                  + " end."),
          Setting.of(
              "follow.settle",
              "PT1M",
              "How long after its end a slice is searched when the run follows; at least PT10S."),
          Setting.of(
              "follow.look.again",
              "PT0S",
              "How long after its end a slice is searched once more, which finds edits and costs as"
                  + " much again; PT0S: never."));

  private static final Duration INDEXING = Duration.ofSeconds(10);

  public static Following from(Settings settings) {
    return new Following(
        settings.duration("follow.settle", INDEXING),
        settings.duration("follow.look.again", Duration.ZERO));
  }

  /** The end of the last slice that is settled. */
  public Instant settled(Instant now, Duration freq) {
    return SlicePlan.floor(now.minus(settle), freq);
  }

  /** When the next slice is settled. */
  public Instant next(Instant now, Duration freq) {
    return settled(now, freq).plus(freq).plus(settle);
  }

  /** Whether it is time for the second look at a slice. */
  public boolean looksAgain(Slice slice, Instant now) {
    Instant due = slice.end().plus(again);
    return !again.isZero()
        && slice.look() == 0
        && !due.isAfter(now.minus(settle))
        && due.isAfter(now.minus(LATEST));
  }
}
