package io.tweetsentiment.producer;

import io.tweetsentiment.schemas.settings.SettingsException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Cuts {@code [from, to)} into slices, aligned to the epoch as the windows are. */
final class SlicePlan {

  private static final long MOST_SLICES = 2_000_000;

  private SlicePlan() {}

  /**
   * The slices of a run, oldest first; those of one span in the order of the topics. The first and
   * the last span are shorter than {@code freq} when the run does not begin or end on a boundary.
   *
   * @throws SettingsException when {@code from} is not before {@code to}, one of them is no whole
   *     second, or there would be more slices than a run can carry
   */
  static List<Slice> of(List<String> topics, Instant from, Instant to, Duration freq) {
    check(topics, from, to, freq);
    List<Slice> slices = new ArrayList<>();
    long step = freq.toSeconds();
    for (long start = from.getEpochSecond(); start < to.getEpochSecond(); ) {
      long end = Math.min((Math.floorDiv(start, step) + 1) * step, to.getEpochSecond());
      for (String topic : topics) {
        slices.add(new Slice(topic, Instant.ofEpochSecond(start), Instant.ofEpochSecond(end)));
      }
      start = end;
    }
    return List.copyOf(slices);
  }

  private static void check(List<String> topics, Instant from, Instant to, Duration freq) {
    if (!from.isBefore(to)) {
      throw new SettingsException("from (" + from + ") is not before to (" + to + ").");
    }
    for (Instant bound : List.of(from, to)) {
      if (!bound.equals(bound.truncatedTo(ChronoUnit.SECONDS))) {
        throw new SettingsException(bound + " is no whole second; X searches by the second.");
      }
    }
    long spans = Duration.between(from, to).dividedBy(freq) + 2;
    if (spans * topics.size() > MOST_SLICES) {
      throw new SettingsException(
          "freq "
              + freq
              + " cuts the run into "
              + spans * topics.size()
              + " slices; take a longer one.");
    }
  }
}
