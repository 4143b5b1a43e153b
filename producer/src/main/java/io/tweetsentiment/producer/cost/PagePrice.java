package io.tweetsentiment.producer.cost;

import io.tweetsentiment.producer.checkpoint.Spending;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a page of a search costs, in millionths of a US dollar. X charges for each object of an
 * answer; its documents do not say whether that includes the objects that were requested along, so
 * they count as charged.
 *
 * @param post price of a tweet
 * @param user price of a user
 * @param postsOfTweet greatest number of tweets that are charged for one tweet of a page
 * @param usersOfTweet greatest number of users that are charged for one tweet of a page
 */
public record PagePrice(long post, long user, int postsOfTweet, int usersOfTweet) {

  private static final double MILLION = 1_000_000;

  private static final Set<String> BOUNDED =
      Set.of(
          "author_id",
          "in_reply_to_user_id",
          "referenced_tweets.id",
          "referenced_tweets.id.author_id",
          "referenced_posts");

  /** A tweet refers to at most two others: a reply can quote a tweet. */
  private static final int REFERENCES = 2;

  /**
   * The price with expansions.
   *
   * @param expansions names, separated by commas; may be empty
   */
  public static PagePrice of(Prices prices, String expansions) {
    List<String> names = names(expansions);
    boolean references =
        names.contains("referenced_tweets.id") || names.contains("referenced_posts");
    int users = names.contains("author_id") ? 1 : 0;
    users += names.contains("in_reply_to_user_id") ? 1 : 0;
    users += names.contains("referenced_tweets.id.author_id") ? REFERENCES : 0;
    return new PagePrice(
        micros(prices.post()), micros(prices.user()), references ? 1 + REFERENCES : 1, users);
  }

  /** The expansions of which X may send and bill any number for one tweet. */
  public static List<String> unbounded(String expansions) {
    return names(expansions).stream().filter(name -> !BOUNDED.contains(name)).toList();
  }

  private static List<String> names(String expansions) {
    return Arrays.stream(expansions.split(",", -1))
        .map(String::trim)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /** Millionths of a dollar. */
  public static long micros(double dollars) {
    return Math.round(dollars * MILLION);
  }

  /** The greatest price of one tweet of a page. */
  public long perTweet() {
    return post * postsOfTweet + user * usersOfTweet;
  }

  /** What a page of so many tweets takes at most. */
  public Spending atMost(int tweets) {
    return new Spending(tweets, 1, tweets * perTweet());
  }

  /**
   * What a page took.
   *
   * @param tweets tweets that the search found
   * @param referenced tweets that came along
   * @param users users that came along
   */
  public Spending of(int tweets, int referenced, int users) {
    return new Spending(tweets, 1, (tweets + (long) referenced) * post + users * user);
  }

  /** Number of tweets that an amount pays for in any case. */
  long affordable(long amount) {
    return perTweet() == 0 ? Long.MAX_VALUE : Math.max(0, amount) / perTweet();
  }
}
