package io.tweetsentiment.emr;

import io.tweetsentiment.schemas.MergedTweet;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.schemas.rules.Fingerprint;
import io.tweetsentiment.schemas.rules.Merge;
import io.tweetsentiment.schemas.rules.SentimentVersion;
import io.tweetsentiment.schemas.rules.TweetVersion;
import io.tweetsentiment.schemas.rules.Validity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The result of all records of one tweet: its newest version for each topic, with its sentiment,
 * and the records that could not be used.
 *
 * @param merged one record for each topic, ordered by topic, except for topics whose tweet was
 *     deleted
 * @param leftOut tweets that are neither merged nor deleted, ordered by topic, without repetitions
 */
record Resolution(List<MergedTweet> merged, List<LeftOut> leftOut) {

  private static final String NO_SENTIMENT = "its newest text has no sentiment";

  /**
   * A tweet that is in no table.
   *
   * @param topic its topic; null when it has none
   * @param tweetId its id
   * @param reason what is wrong with it
   */
  record LeftOut(String topic, String tweetId, String reason) {}

  private record RankedVersion(TweetVersion order, Tweet tweet) {}

  private record RankedSentiment(SentimentVersion order, TweetSentiment sentiment) {}

  /**
   * Resolves one tweet.
   *
   * @param versions all records of the tweet, in any order, possibly repeated
   * @param answers results of its texts, in any order
   */
  static Resolution of(Iterator<Tweet> versions, Iterator<ScoringResult> answers) {
    Set<LeftOut> leftOut = new LinkedHashSet<>();
    Map<String, RankedVersion> newest = new TreeMap<>();
    boolean deletedEverywhere = false;
    while (versions.hasNext()) {
      Tweet tweet = versions.next();
      Optional<String> problem = Validity.problem(tweet);
      if (problem.isPresent()) {
        leftOut.add(new LeftOut(tweet.getTopic(), tweet.getTweetId(), problem.get()));
      } else if (tweet.getDeleted() && tweet.getTopic() == null) {
        deletedEverywhere = true;
      } else {
        newest.merge(
            tweet.getTopic(), new RankedVersion(TweetVersion.of(tweet), tweet), Resolution::newer);
      }
    }
    List<MergedTweet> merged = new ArrayList<>();
    if (!deletedEverywhere) {
      newest.values().removeIf(version -> version.tweet().getDeleted());
      join(newest.values(), answers, merged, leftOut);
    }
    return new Resolution(merged, inOrder(leftOut));
  }

  private static void join(
      Collection<RankedVersion> newest,
      Iterator<ScoringResult> answers,
      List<MergedTweet> merged,
      Set<LeftOut> leftOut) {
    Map<String, RankedSentiment> sentiments = new HashMap<>();
    Map<String, String> rejections = new HashMap<>();
    while (answers.hasNext()) {
      ScoringResult answer = answers.next();
      if (answer instanceof ScoringResult.Rejected rejected) {
        rejections.put(rejected.textHash(), rejected.reason());
      } else if (answer instanceof ScoringResult.Scored scored
          && Validity.problem(scored.sentiment()).isEmpty()) {
        TweetSentiment sentiment = scored.sentiment();
        sentiments.merge(
            sentiment.getTextHash(),
            new RankedSentiment(SentimentVersion.of(sentiment), sentiment),
            Resolution::greater);
      }
    }
    for (RankedVersion version : newest) {
      Tweet tweet = version.tweet();
      String hash = Fingerprint.ofText(tweet.getText(), tweet.getLang());
      RankedSentiment found = sentiments.get(hash);
      if (found != null) {
        merged.add(Merge.of(tweet, found.sentiment()));
      } else {
        leftOut.add(
            new LeftOut(
                tweet.getTopic(), tweet.getTweetId(), rejections.getOrDefault(hash, NO_SENTIMENT)));
      }
    }
  }

  private static RankedVersion newer(RankedVersion a, RankedVersion b) {
    return a.order().compareTo(b.order()) >= 0 ? a : b;
  }

  private static RankedSentiment greater(RankedSentiment a, RankedSentiment b) {
    return a.order().compareTo(b.order()) >= 0 ? a : b;
  }

  private static List<LeftOut> inOrder(Set<LeftOut> leftOut) {
    return leftOut.stream()
        .sorted(
            Comparator.comparing(LeftOut::topic, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(LeftOut::reason))
        .toList();
  }
}
