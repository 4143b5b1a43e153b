package io.tweetsentiment.streams;

import static io.tweetsentiment.streams.Tweets.tweet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.schemas.MergedTweet;
import io.tweetsentiment.schemas.SentimentAggregate;
import org.junit.jupiter.api.Test;

class TweetTopologyTest {

  @Test
  void shouldMergeAndAggregateWhenTweetsArrive() {
    try (Pipeline pipeline = new Pipeline()) {
      pipeline.tweets(tweet("1", "good"), tweet("2", "bad"));

      MergedTweet merged = pipeline.merged().get("1 espresso");
      assertThat(merged.getText()).isEqualTo("good");
      assertThat(merged.getLabel()).isEqualTo("POSITIVE");
      assertThat(merged.getPositive()).isEqualTo(0.8765);
      SentimentAggregate aggregate = pipeline.aggregates().get("2026-03-02T10:00:00Z|espresso");
      assertThat(aggregate.getCountTweets()).isEqualTo(2);
      assertThat(pipeline.counted())
          .containsEntry("received", 2L)
          .containsEntry("merged", 2L)
          .containsEntry("scored", 2L)
          .containsEntry("windows", 1L)
          .hasSize(4);
    }
  }
}
