package io.tweetsentiment.producer.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a run would fetch and cost, in US dollars, before anything is spent on it. The number of
 * tweets is X's own; what the tweets bring along is counted as high as it can be.
 *
 * @param topics the topics in their order
 * @param terms how the run fetches
 * @param counts number of requests for counts that this estimate took
 */
public record Estimate(List<Topic> topics, Terms terms, int counts) {

  private static final double MILLION = 1_000_000;

  /**
   * How a run fetches.
   *
   * @param page most tweets of a page
   * @param smallest most tweets of the smallest page that can be requested
   * @param maxPerSlice most tweets of a slice, 0 for all
   * @param limits limits of the run
   * @param price price of a page
   * @param prices prices of single objects
   */
  public record Terms(
      int page,
      int smallest,
      int maxPerSlice,
      Budget.Limits limits,
      PagePrice price,
      Prices prices) {

    /** Most tweets of a slice: the last page is never smaller than the smallest one. */
    long perSlice() {
      long full = maxPerSlice / page;
      long rest = maxPerSlice % page;
      return full * page + (rest == 0 ? 0 : Math.max(smallest, rest));
    }
  }

  /**
   * One topic.
   *
   * @param counted tweets that X counts
   * @param slices number of slices
   * @param tweets most tweets that are fetched
   * @param requests most requests, when every page but the last one of a slice is full
   */
  public record Topic(String name, long counted, long slices, long tweets, long requests) {

    /**
     * The estimate of a topic.
     *
     * @param counted tweets that X counts
     */
    public static Topic of(String name, long counted, long slices, Terms terms) {
      long tweets = terms.maxPerSlice == 0 ? counted : Math.min(counted, slices * terms.perSlice());
      return new Topic(name, counted, slices, tweets, slices + tweets / terms.page);
    }
  }

  public Estimate {
    topics = List.copyOf(topics);
  }

  /** Most tweets that the run fetches. */
  public long tweets() {
    long sum = topics.stream().mapToLong(Topic::tweets).sum();
    return terms.limits.tweets() == 0 ? sum : Math.min(sum, terms.limits.tweets());
  }

  /** Most requests of the run. */
  public long requests() {
    long sum = topics.stream().mapToLong(Topic::requests).sum();
    return terms.limits.requests() == 0 ? sum : Math.min(sum, terms.limits.requests());
  }

  /** The tweets themselves: certain, when X's count is right. */
  double posts() {
    return tweets() * terms.prices.post();
  }

  /** Worst case: every tweet refers to two others. */
  double referenced() {
    return tweets() * (terms.price.postsOfTweet() - 1) * terms.prices.post();
  }

  /** Worst case: every tweet has a different author. */
  double users() {
    return tweets() * terms.price.usersOfTweet() * terms.prices.user();
  }

  /** What X can charge for the run at most. */
  public double most() {
    double most = posts() + referenced() + users();
    double limit = terms.limits.cost() / MILLION;
    return limit == 0 ? most : Math.min(most, limit);
  }

  double comprehend() {
    return tweets() * terms.prices.unit() * terms.prices.units();
  }

  /** The estimate as a table, with a line for each item. */
  public String table() {
    List<String> lines = new ArrayList<>();
    for (Topic topic : topics) {
      lines.add(
          String.format(
              Locale.ROOT,
              "topic %s: %,d tweets counted, %,d slices, at most %,d tweets in %,d requests, $%,.2f"
                  + " to $%,.2f",
              topic.name(),
              topic.counted(),
              topic.slices(),
              topic.tweets(),
              topic.requests(),
              topic.tweets() * terms.prices.post(),
              topic.tweets() * terms.price.perTweet() / MILLION));
    }
    line(lines, "tweets (at most)", "%,d", tweets());
    line(lines, "requests (at most)", "%,d", requests());
    line(lines, "X, tweets (certain)", "$%,.2f", posts());
    line(lines, "X, referenced tweets (at most)", "$%,.2f", referenced());
    line(lines, "X, authors (at most)", "$%,.2f", users());
    line(lines, "X, in all (at most)", "$%,.2f", most());
    line(lines, "Comprehend (at least)", "$%,.2f", comprehend());
    line(lines, "this estimate (X)", "$%,.3f", counts * terms.prices.counts());
    lines.add(
        "X does not say whether it charges for authors and referenced tweets; x.expansions=none"
            + " leaves them out. A request for counts costs "
            + String.format(
                Locale.ROOT,
                "$%.3f with the endpoint recent and $%.3f with all.",
                terms.prices.countsRecent(),
                terms.prices.countsAll()));
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  private static void line(List<String> lines, String name, String form, Object value) {
    lines.add(String.format(Locale.ROOT, "%-31s" + form, name, value));
  }
}
