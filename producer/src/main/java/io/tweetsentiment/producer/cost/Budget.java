package io.tweetsentiment.producer.cost;

import io.tweetsentiment.producer.checkpoint.CheckpointStore;
import io.tweetsentiment.producer.checkpoint.Spending;
import java.io.IOException;

/**
 * The hard limits of {@code --max-tweets}, {@code --max-requests} and {@code --max-cost}. Over all
 * starts and machines of a run, no page is requested that could exceed one of them. A page is
 * recorded as spent before it is requested; a killed process can therefore waste part of a limit,
 * but never exceed it. Without limits, pages are recorded after they came, for the report.
 *
 * <p>Threading: safe. A page in flight reserves its full size and the greatest cost that it can
 * have. A worker that finds too little left waits for that page, because it may be smaller than
 * reserved.
 */
public final class Budget {

  /** Where the spending of a run is recorded. */
  @FunctionalInterface
  public interface Ledger {

    /** See {@link CheckpointStore#spend}. */
    Spending spend(Spending spending) throws IOException;
  }

  /**
   * The limits; 0 for none.
   *
   * @param tweets tweets that X sends
   * @param requests requests to X
   * @param cost in millionths of a US dollar
   */
  public record Limits(long tweets, long requests, long cost) {

    public static final Limits NONE = new Limits(0, 0, 0);

    boolean none() {
      return equals(NONE);
    }
  }

  private final Limits limits;
  private final PagePrice price;
  private final int smallest;
  private final Ledger ledger;
  private int underWay;
  private String reached = "";
  private String narrowing = "";
  private Spending spent = Spending.NONE;

  /**
   * Creates a budget.
   *
   * @param smallest number of tweets below which X has no page
   */
  public Budget(Limits limits, PagePrice price, int smallest, Ledger ledger) {
    this.limits = limits;
    this.price = price;
    this.smallest = smallest;
    this.ledger = ledger;
  }

  /**
   * Reserves a page; {@link #settle} must follow unless the result is 0.
   *
   * @param wanted number of tweets on the page, at least that of the smallest page
   * @return the number that may be requested, 0 when a limit is reached
   */
  public synchronized int take(int wanted) throws InterruptedException, IOException {
    if (limits.none()) {
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

  /** The setting of the limit that was reached; empty before that. */
  public synchronized String reached() {
    return reached;
  }

  /** What the run has spent, as far as this process knows. */
  public synchronized Spending spent() {
    return spent;
  }

  private Spending spend(Spending spending) throws IOException {
    spent = ledger.spend(spending);
    return spent;
  }

  private int reserve(int wanted) throws IOException {
    Spending whole = price.atMost(wanted);
    Spending after = spend(whole);
    long granted = wanted;
    String limit = "";
    if (limits.tweets > 0 && after.tweets() > limits.tweets) {
      granted = wanted - (after.tweets() - limits.tweets);
      limit = "max.tweets";
    }
    if (limits.cost > 0 && after.cost() > limits.cost) {
      long affordable = price.affordable(whole.cost() - (after.cost() - limits.cost));
      if (affordable < granted) {
        granted = affordable;
        limit = "max.cost";
      }
    }
    if (limits.requests > 0 && after.requests() > limits.requests) {
      granted = 0;
      limit = "max.requests";
    }
    narrowing = limit;
    if (granted < smallest) {
      granted = 0;
      reached = limit;
    }
    Spending kept = granted == 0 ? Spending.NONE : price.atMost((int) granted);
    if (!kept.equals(whole)) {
      spend(kept.minus(whole));
    }
    return (int) granted;
  }

  /** Replaces what was reserved for a page by what it took. */
  public synchronized void settle(int granted, Spending came) throws IOException {
    if (limits.none()) {
      spend(came);
    } else {
      underWay--;
      notifyAll();
      spend(came.minus(price.atMost(granted)));
    }
  }

  /** A page may have been billed in full, and its answer is lost: what was reserved is spent. */
  public synchronized void lost(int granted) throws IOException {
    settle(granted, price.atMost(granted));
  }

  /**
   * Reserves the same page once more after {@link #lost}.
   *
   * @return whether the limits allow it; if not, nothing is reserved
   */
  public synchronized boolean again(int size) throws InterruptedException, IOException {
    int granted = take(size);
    if (granted > 0 && granted < size) {
      reached = narrowing;
      settle(granted, Spending.NONE);
    }
    return granted == size;
  }

  /**
   * Takes a request for counts.
   *
   * @param cost of the request
   * @return whether the limits allow it
   */
  public synchronized boolean takeCounts(long cost) throws IOException {
    Spending one = new Spending(0, 1, cost);
    Spending after = spend(one);
    String limit =
        limits.requests > 0 && after.requests() > limits.requests
            ? "max.requests"
            : limits.cost > 0 && after.cost() > limits.cost ? "max.cost" : "";
    if (limit.isEmpty()) {
      return true;
    }
    reached = limit;
    spend(Spending.NONE.minus(one));
    return false;
  }
}
