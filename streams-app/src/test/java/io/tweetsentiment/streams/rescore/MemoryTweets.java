package io.tweetsentiment.streams.rescore;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Tweets and sentiments in lists, in two partitions. */
record MemoryTweets(List<Tweet> tweets, List<TweetSentiment> sentiments) implements StoredTweets {

  private static final int PARTITIONS = 2;

  MemoryTweets {
    tweets = List.copyOf(tweets);
    sentiments = List.copyOf(sentiments);
  }

  @Override
  public int partitions() {
    return PARTITIONS;
  }

  @Override
  public void tweets(int partition, Consumer<Raw> each) {
    tweets.stream()
        .filter(tweet -> partition(tweet.getTweetId()) == partition)
        .forEach(tweet -> each.accept(new Raw(tweet, OptionalLong.of(1))));
  }

  @Override
  public void sentiments(int partition, Consumer<TweetSentiment> each) {
    sentiments.stream()
        .filter(sentiment -> partition(sentiment.getTweetId()) == partition)
        .forEach(each);
  }

  private static int partition(String id) {
    return Math.floorMod(id.hashCode(), PARTITIONS);
  }

  @Override
  public void close() {}
}
