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
 * What all records of one tweet come to: its newest version under each topic, with its sentiment,
 * and what could not be used.
 *
 * @param merged one record a topic, ordered by topic; none for a topic whose tweet was deleted
 * @param leftOut what is neither merged nor deleted, ordered by topic, each thing once
 */
record Resolution(List<MergedTweet> merged, List<LeftOut> leftOut) {

  private static final String NO_SENTIMENT = "its newest text has no sentiment";

  /**
   * A tweet that is in no table.
   *
   * @param topic its topic; null when it states none
   * @param tweetId its id
   * @param reason what is wrong with it
   */
  record LeftOut(String topic, String tweetId, String reason) {}

  private record Version(TweetVersion order, Tweet tweet) {}

  private record Opinion(SentimentVersion order, TweetSentiment sentiment) {}

  /**
   * Resolves one tweet.
   *
   * @param versions all records of the tweet, in any order, repeats among them
   * @param answers what is known of its texts, in any order
   */
  static Resolution of(Iterator<Tweet> versions, Iterator<Answer> answers) {
    Set<LeftOut> leftOut = new LinkedHashSet<>();
    Map<String, Version> newest = new TreeMap<>();
    boolean gone = false;
    while (versions.hasNext()) {
      Tweet tweet = versions.next();
      Optional<String> problem = Validity.problem(tweet);
      if (problem.isPresent()) {
        leftOut.add(new LeftOut(tweet.getTopic(), tweet.getTweetId(), problem.get()));
      } else if (tweet.getDeleted() && tweet.getTopic() == null) {
        gone = true;
      } else {
        newest.merge(
            tweet.getTopic(), new Version(TweetVersion.of(tweet), tweet), Resolution::newer);
      }
    }
    List<MergedTweet> merged = new ArrayList<>();
    if (!gone) {
      newest.values().removeIf(version -> version.tweet().getDeleted());
      join(newest.values(), answers, merged, leftOut);
    }
    return new Resolution(merged, inOrder(leftOut));
  }

  private static void join(
      Collection<Version> newest,
      Iterator<Answer> answers,
      List<MergedTweet> merged,
      Set<LeftOut> leftOut) {
    Map<String, Opinion> opinions = new HashMap<>();
    Map<String, String> rejections = new HashMap<>();
    while (answers.hasNext()) {
      Answer answer = answers.next();
      if (answer instanceof Answer.Rejected rejected) {
        rejections.put(rejected.textHash(), rejected.reason());
      } else if (answer instanceof Answer.Scored scored
          && Validity.problem(scored.sentiment()).isEmpty()) {
        TweetSentiment sentiment = scored.sentiment();
        opinions.merge(
            sentiment.getTextHash(),
            new Opinion(SentimentVersion.of(sentiment), sentiment),
            Resolution::greater);
      }
    }
    for (Version version : newest) {
      Tweet tweet = version.tweet();
      String hash = Fingerprint.ofText(tweet.getText(), tweet.getLang());
      Opinion opinion = opinions.get(hash);
      if (opinion != null) {
        merged.add(Merge.of(tweet, opinion.sentiment()));
      } else {
        leftOut.add(
            new LeftOut(
                tweet.getTopic(), tweet.getTweetId(), rejections.getOrDefault(hash, NO_SENTIMENT)));
      }
    }
  }

  private static Version newer(Version a, Version b) {
    return a.order().compareTo(b.order()) >= 0 ? a : b;
  }

  private static Opinion greater(Opinion a, Opinion b) {
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
