package io.tweetsentiment.producer;

/**
 * The hard stop of {@code --max-tweets}: no page is asked for that could go over it.
 *
 * <p>Threading: safe. A page that is under way holds back its full size; whoever finds too little
 * left waits for it, because it may come back smaller.
 */
final class Budget {

  /** X gives no smaller page. */
  static final int SMALLEST_PAGE = 10;

  private final long limit;
  private long used;
  private long held;

  /**
   * A budget of {@code limit} tweets.
   *
   * @param limit 0 for none
   * @param used what earlier starts of the run have taken of it
   */
  Budget(long limit, long used) {
    this.limit = limit;
    this.used = used;
  }

  /**
   * Takes a page out of the budget; {@link #settle} must follow.
   *
   * @param wanted size of the page, at least {@link #SMALLEST_PAGE}
   * @return the size that may be asked for, 0 when the budget is used up
   */
  synchronized int take(int wanted) throws InterruptedException {
    if (limit == 0) {
      return wanted;
    }
    while (true) {
      long free = limit - used - held;
      if (free >= SMALLEST_PAGE) {
        int granted = (int) Math.min(wanted, free);
        held += granted;
        return granted;
      }
      if (held == 0) {
        return 0;
      }
      wait();
    }
  }

  /** Replaces a page's size by the number of tweets that came. */
  synchronized void settle(int granted, int came) {
    if (limit != 0) {
      held -= granted;
      used += came;
      notifyAll();
    }
  }
}
