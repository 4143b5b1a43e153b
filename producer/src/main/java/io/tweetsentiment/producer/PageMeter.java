package io.tweetsentiment.producer;

import io.tweetsentiment.producer.checkpoint.Spending;
import io.tweetsentiment.producer.cost.Budget;
import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.x.Meter;
import java.io.IOException;

/**
 * What one page takes from the limits. Only what X has certainly not billed is given back: a
 * refused request, or one that was never sent.
 *
 * <p>Threading: owned by the worker.
 */
final class PageMeter implements Meter, AutoCloseable {

  private final Budget budget;
  private final int size;
  private boolean reserved = true;
  private Spending came = Spending.NONE;

  /**
   * A page that is reserved.
   *
   * @param size number of tweets that the budget has granted
   */
  PageMeter(Budget budget, int size) {
    this.budget = budget;
    this.size = size;
  }

  int size() {
    return size;
  }

  /** The page came. */
  void came(Spending spending) {
    came = spending;
  }

  @Override
  public void lost() {
    reserved = false;
    try {
      budget.lost(size);
    } catch (IOException e) {
      throw unwritten(e);
    }
  }

  @Override
  public boolean again() throws InterruptedException {
    try {
      reserved = budget.again(size);
      return reserved;
    } catch (IOException e) {
      throw unwritten(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (reserved) {
      budget.settle(size, came);
    }
  }

  static IngestException unwritten(IOException e) {
    return new IngestException("a checkpoint cannot be written: " + e.getMessage(), e);
  }
}
