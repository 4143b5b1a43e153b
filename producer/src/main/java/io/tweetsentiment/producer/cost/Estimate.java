package io.tweetsentiment.producer.cost;

import java.util.Locale;

/**
 * What a run would fetch and cost, in US dollars, before anything is spent on it.
 *
 * @param tweets maximum number of tweets that the run fetches
 * @param requests requests for counts that this estimate took
 */
public record Estimate(long tweets, int requests, Prices prices) {

  /**
   * The estimate of a run.
   *
   * @param counted tweets that X counts for the run
   * @param requests requests that this took
   * @param slices number of slices
   * @param maxPerSlice most tweets of a slice, 0 for all
   * @param maxTweets most tweets of the run, 0 for all
   */
  public static Estimate of(
      long counted, int requests, long slices, int maxPerSlice, long maxTweets, Prices prices) {
    long tweets = counted;
    if (maxPerSlice > 0) {
      tweets = Math.min(tweets, slices * maxPerSlice);
    }
    if (maxTweets > 0) {
      tweets = Math.min(tweets, maxTweets);
    }
    return new Estimate(tweets, requests, prices);
  }

  double posts() {
    return tweets * prices.post();
  }

  /** Worst case: every tweet has a different author. */
  double users() {
    return tweets * prices.user();
  }

  double comprehend() {
    return tweets * prices.unit() * prices.units();
  }

  /** The estimate as a table, with a line for each item. */
  public String table() {
    return String.format(
        Locale.ROOT,
        "tweets                     %,d%n"
            + "X, tweets                  $%,.2f%n"
            + "X, authors (at most)       $%,.2f%n"
            + "Comprehend (at least)      $%,.2f%n"
            + "this estimate (X)          $%,.3f%n",
        tweets,
        posts(),
        users(),
        comprehend(),
        requests * prices.counts());
  }
}
