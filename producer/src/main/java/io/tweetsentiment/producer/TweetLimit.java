package io.tweetsentiment.producer;

import io.tweetsentiment.producer.checkpoint.CheckpointStore;
import io.tweetsentiment.producer.x.XConfig;
import java.io.IOException;

/**
 * The hard stop of {@code --max-tweets}. Over all starts and machines of a run, no page is
 * requested that could exceed it. A page is recorded as spent before it is requested; a killed
 * process can therefore waste part of the limit, but never exceed it.
 *
 * <p>Threading: safe. A page in flight reserves its full size. A worker that finds too little left
 * waits for that page, because it may be smaller than reserved.
 */
final class TweetLimit {

  /** Where the spent tweets of a run are recorded. */
  @FunctionalInterface
  interface Ledger {

    /** See {@link CheckpointStore#spend}. */
    long spend(long tweets) throws IOException;
  }

  private final long limit;
  private final Ledger ledger;
  private int underWay;

  /**
   * A limit of {@code limit} tweets.
   *
   * @param limit 0 for no limit; then nothing is written to the ledger
   */
  TweetLimit(long limit, Ledger ledger) {
    this.limit = limit;
    this.ledger = ledger;
  }

  /**
   * Reserves a page; {@link #settle} must follow unless the result is 0.
   *
   * @param wanted size of the page, at least {@link XConfig#SMALLEST_PAGE}
   * @return the size that may be requested, 0 when the limit is reached
   */
  synchronized int take(int wanted) throws InterruptedException, IOException {
    if (limit == 0) {
      return wanted;
    }
    while (true) {
      int granted = reserve(wanted);
      if (granted > 0) {
        underWay++;
        return granted;
      }
      if (underWay == 0) {
        return 0;
      }
      wait();
    }
  }

  private int reserve(int wanted) throws IOException {
    long over = Math.max(0, ledger.spend(wanted) - limit);
    long granted = wanted - over >= XConfig.SMALLEST_PAGE ? wanted - over : 0;
    ledger.spend(granted - wanted);
    return (int) granted;
  }

  /** Replaces the reserved size of a page by the number of tweets that it had. */
  synchronized void settle(int granted, int came) throws IOException {
    if (limit != 0) {
      underWay--;
      notifyAll();
      ledger.spend((long) came - granted);
    }
  }
}
