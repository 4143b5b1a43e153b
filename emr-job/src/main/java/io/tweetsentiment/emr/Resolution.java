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
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What all records of one tweet come to: its newest version under each topic, with its sentiment.
 */
final class Resolution {

  private record Version(TweetVersion order, Tweet tweet) {}

  private record Opinion(SentimentVersion order, TweetSentiment sentiment) {}

  private Resolution() {}

  /**
   * Resolves one tweet.
   *
   * @param versions all records of the tweet, in any order, repeats among them
   * @param sentiments all sentiments of the tweet, in any order
   * @return one merged record a topic, ordered by topic; none for a topic whose tweet was deleted,
   *     or whose newest text has no sentiment
   */
  static List<MergedTweet> resolve(Iterator<Tweet> versions, Iterator<TweetSentiment> sentiments) {
    Map<String, Version> newest = new TreeMap<>();
    while (versions.hasNext()) {
      Tweet tweet = versions.next();
      if (Validity.problem(tweet).isPresent()) {
        continue;
      }
      if (tweet.getDeleted() && tweet.getTopic() == null) {
        return List.of();
      }
      newest.merge(
          tweet.getTopic(),
          new Version(TweetVersion.of(tweet), tweet),
          (a, b) -> a.order().compareTo(b.order()) >= 0 ? a : b);
    }
    Map<String, Opinion> opinions = opinions(sentiments);
    List<MergedTweet> merged = new ArrayList<>();
    for (Version version : newest.values()) {
      if (version.tweet().getDeleted()) {
        continue;
      }
      Tweet tweet = version.tweet();
      Opinion opinion = opinions.get(Fingerprint.ofText(tweet.getText(), tweet.getLang()));
      if (opinion != null) {
        merged.add(Merge.of(tweet, opinion.sentiment()));
      }
    }
    return merged;
  }

  private static Map<String, Opinion> opinions(Iterator<TweetSentiment> sentiments) {
    Map<String, Opinion> opinions = new HashMap<>();
    while (sentiments.hasNext()) {
      TweetSentiment sentiment = sentiments.next();
      if (Validity.problem(sentiment).isEmpty()) {
        opinions.merge(
            sentiment.getTextHash(),
            new Opinion(SentimentVersion.of(sentiment), sentiment),
            (a, b) -> a.order().compareTo(b.order()) >= 0 ? a : b);
      }
    }
    return opinions;
  }
}
