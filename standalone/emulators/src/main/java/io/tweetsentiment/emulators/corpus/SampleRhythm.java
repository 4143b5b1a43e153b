package io.tweetsentiment.emulators.corpus;

import java.time.Instant;

/**
 * When the sample's tweets are written: over four days from 2 March 2026, few at night, most in the
 * evening, with a peak on the third evening.
 */
final class SampleRhythm {
  static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  static final Instant END = Instant.parse("2026-03-06T00:00:00Z");
  private static final int MINUTES = 4 * 24 * 60;
  private static final int PEAK = 2 * 24 * 60 + 19 * 60 + 30;
  private static final double PEAK_WIDTH = 35;

  private final double[] cumulative = new double[MINUTES + 1];

  SampleRhythm() {
    for (int minute = 0; minute < MINUTES; minute++) {
      cumulative[minute + 1] = cumulative[minute] + weight(minute);
    }
  }

  private static double weight(int minute) {
    double hour = minute % (24 * 60) / 60.0;
    double day = 0.25 + bell(hour, 8, 2) + bell(hour, 13, 3) + 2 * bell(hour, 20.5, 2);
    return day + 9 * bell(minute, PEAK, PEAK_WIDTH);
  }

  /** Uses StrictMath, so that every platform generates the same tweets. */
  private static double bell(double at, double middle, double width) {
    double distance = (at - middle) / width;
    return StrictMath.exp(-distance * distance);
  }

  /**
   * The moment by which a share of all tweets is written.
   *
   * @param share part of all tweets that were written before, 0 to below 1
   * @return epoch milliseconds
   */
  long at(double share) {
    double target = share * cumulative[MINUTES];
    int low = 0;
    int high = MINUTES;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (cumulative[middle] <= target) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double within = (target - cumulative[low]) / (cumulative[low + 1] - cumulative[low]);
    return START.toEpochMilli() + low * 60_000L + (long) (within * 60_000);
  }

  /** Whether it is the time of the peak, in which most tweets are about the night train. */
  static boolean peak(long at) {
    long minute = (at - START.toEpochMilli()) / 60_000;
    return Math.abs(minute - PEAK) < 2 * PEAK_WIDTH;
  }
}
