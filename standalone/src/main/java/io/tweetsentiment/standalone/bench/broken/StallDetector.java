package io.tweetsentiment.standalone.bench.broken;

/** Ends when nothing has moved in many looks. */
final class StallDetector {

  /** Above the minute that the loader, the sinks and a retry may take between them. */
  private static final int MOST_LOOKS = 60;

  private int looks;
  private long last = -1;

  /** Whether to look again. */
  boolean lasts(long figure) {
    looks = figure == last ? looks + 1 : 0;
    last = figure;
    return looks < MOST_LOOKS;
  }
}
