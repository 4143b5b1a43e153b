package io.tweetsentiment.producer;

import io.tweetsentiment.producer.checkpoint.CheckpointStore;
import io.tweetsentiment.producer.x.XConfig;
import java.io.IOException;

/**
 * The hard stop of {@code --max-tweets}: no page is asked for that could go over it, whatever
 * starts and machines the run has had. A page is written down as spent before it is asked for; a
 * kill can therefore waste some of the limit, but never exceed it.
 *
 * <p>Threading: safe. A page that is under way holds back its full size; whoever finds too little
 * left waits for it, because it may come back smaller.
 */
final class TweetLimit {

  /** Where the spending of a run is kept. */
  @FunctionalInterface
  interface Ledger {

    /** See {@link CheckpointStore#spend}. */
    long spend(long tweets) throws IOException;
  }

  private final long limit;
  private final Ledger ledger;
  private int underWay;

  /**
   * A budget of {@code limit} tweets.
   *
   * @param limit 0 for none; nothing is written to the ledger then
   */
  TweetLimit(long limit, Ledger ledger) {
    this.limit = limit;
    this.ledger = ledger;
  }

  /**
   * Takes a page out of the budget; {@link #settle} must follow unless it is 0.
   *
   * @param wanted size of the page, at least {@link XConfig#SMALLEST_PAGE}
   * @return the size that may be asked for, 0 when the budget is used up
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

  /** Replaces a page's size by the number of tweets that came. */
  synchronized void settle(int granted, int came) throws IOException {
    if (limit != 0) {
      underWay--;
      notifyAll();
      ledger.spend((long) came - granted);
    }
  }
}
