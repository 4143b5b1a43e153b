package io.tweetsentiment.standalone.cli;

import io.tweetsentiment.sentiment.Price;
import io.tweetsentiment.streams.rescore.RescoreProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Prints the progress of a rescore, at most one line in five seconds, and each new trouble. */
final class RescoreConsole {

  private static final long PAUSE = Duration.ofSeconds(5).toNanos();

  private final PrintWriter out;
  private final long texts;
  private final LongSupplier nanoTime;
  private final long startedAt;
  private long printedAt;
  private String trouble = "";

  /**
   * A console.
   *
   * @param texts texts that get a new sentiment
   * @param nanoTime a monotonic clock, in nanoseconds
   */
  RescoreConsole(PrintWriter out, long texts, LongSupplier nanoTime) {
    this.out = out;
    this.texts = texts;
    this.nanoTime = nanoTime;
    this.startedAt = nanoTime.getAsLong();
    this.printedAt = startedAt;
  }

  void show(RescoreProgress progress) {
    if (!progress.trouble().equals(trouble)) {
      trouble = progress.trouble();
      out.println(trouble.isEmpty() ? "the engine answers again" : "waiting: " + trouble);
      out.flush();
    }
    long now = nanoTime.getAsLong();
    if (now - printedAt < PAUSE) {
      return;
    }
    printedAt = now;
    long done = progress.published() + progress.rejected();
    long left = done == 0 ? 0 : (now - startedAt) / done * Math.max(0, texts - done);
    out.printf(
        "%,d of %,d texts (%d %%), %s, %d s left%n",
        done,
        texts,
        100 * done / Math.max(1, texts),
        Price.dollars(progress.nanos()),
        Duration.ofNanos(left).toSeconds());
    out.flush();
  }
}
