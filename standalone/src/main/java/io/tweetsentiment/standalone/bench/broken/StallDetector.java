package io.tweetsentiment.standalone.bench.broken;

/** Detects that a figure has not changed in many checks. */
final class StallDetector {

  /** More than the minute that the loader, the sinks and a retry may need together. */
  private static final int MOST_LOOKS = 60;

  private int looks;
  private long last = -1;

  /** Whether to check again. */
  boolean lasts(long figure) {
    looks = figure == last ? looks + 1 : 0;
    last = figure;
    return looks < MOST_LOOKS;
  }
}
