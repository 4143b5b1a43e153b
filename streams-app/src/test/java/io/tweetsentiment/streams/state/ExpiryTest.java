package io.tweetsentiment.streams.state;

import static io.tweetsentiment.streams.TestTweets.CREATED;
import static io.tweetsentiment.streams.TestTweets.deletion;
import static io.tweetsentiment.streams.TestTweets.edit;
import static io.tweetsentiment.streams.TestTweets.sentiment;
import static io.tweetsentiment.streams.TestTweets.tweet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.streams.TestPipeline;
import io.tweetsentiment.streams.names.StoreNames;
import io.tweetsentiment.streams.scoring.FakeEngine;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.Test;

class ExpiryTest {

  private static final String WINDOW = "2026-03-02T10:00:00Z|espresso";
  private static final Map<String, String> AN_HOUR = Map.of("state.retention", "PT1H");

  @Test
  void shouldForgetTextsButNotContributionsWhenTheRetentionIsOver() {
    try (TestPipeline pipeline = new TestPipeline(new FakeEngine(25, 4), AN_HOUR)) {
      pipeline.tweets(tweet("1", "good"), tweet("2", "bad"));
      int published = pipeline.aggregateRecords.size();
      pipeline.driver.advanceWallClockTime(Duration.ofHours(2));
      pipeline.settle();

      assertThat(size(pipeline, StoreNames.TWEETS)).isEqualTo(2);
      TweetState tweet = pipeline.<TweetState>store(StoreNames.TWEETS).get("1");
      assertThat(tweet.sentiments()).isEmpty();
      assertThat(tweet.topics()).extracting(TopicState::received).containsOnlyNulls();
      assertThat(pipeline.aggregateRecords).hasSize(published);

      pipeline.tweets(tweet("1", "good").setIngestedAt(CREATED.plusSeconds(999)));
      assertThat(pipeline.counted()).containsEntry("duplicate", 1L);
      pipeline.tweets(edit("1", 1, "bad"), deletion("2", "espresso"));
      assertThat(pipeline.aggregates().get(WINDOW).getCountTweets()).isEqualTo(1);
      assertThat(pipeline.aggregates().get(WINDOW).getCountNegative()).isEqualTo(1);
    }
  }

  @Test
  void shouldNotChangeTheAggregateWhenAnExpiredTextIsScoredAgain() {
    try (TestPipeline pipeline = new TestPipeline(new FakeEngine(25, 4), AN_HOUR)) {
      pipeline.tweets(tweet("1", "bad"));
      pipeline.driver.advanceWallClockTime(Duration.ofHours(2));
      pipeline.sentiments(sentiment("1", "bad").setScoringRun(1));

      assertThat(pipeline.mergedRecords).hasSize(1);
      assertThat(pipeline.aggregates().get(WINDOW).getCountNegative()).isEqualTo(1);
    }
  }

  @Test
  void shouldKeepTextsThatWaitWhenTheRetentionIsOver() {
    FakeEngine engine = new FakeEngine(25, 4);
    engine.isSlow = true;
    try (TestPipeline pipeline = new TestPipeline(engine, AN_HOUR)) {
      pipeline.tweets(tweet("1", "good"));
      pipeline.driver.advanceWallClockTime(Duration.ofHours(2));
      pipeline.settle();
      engine.answer();
      pipeline.settle();

      assertThat(pipeline.merged()).hasSize(1);
    }
  }

  @Test
  void shouldForgetTweetsButKeepTheAggregateWhenContributionsExpire() {
    Map<String, String> settings =
        Map.of("state.retention", "PT1H", "contribution.retention", "PT3H");
    try (TestPipeline pipeline = new TestPipeline(new FakeEngine(25, 4), settings)) {
      pipeline.tweets(tweet("1", "good"), deletion("2", null));
      pipeline.driver.advanceWallClockTime(Duration.ofHours(2));
      assertThat(size(pipeline, StoreNames.TWEETS)).isEqualTo(2);
      pipeline.driver.advanceWallClockTime(Duration.ofHours(2));

      assertThat(size(pipeline, StoreNames.TWEETS)).isZero();
      assertThat(pipeline.aggregates().get(WINDOW).getCountTweets()).isEqualTo(1);
    }
  }

  @Test
  void shouldForgetASentimentWhenItsTweetNeverCame() {
    try (TestPipeline pipeline = new TestPipeline(new FakeEngine(25, 4), AN_HOUR)) {
      pipeline.sentiments(sentiment("1", "good"));
      assertThat(size(pipeline, StoreNames.TWEETS)).isEqualTo(1);
      pipeline.driver.advanceWallClockTime(Duration.ofHours(2));

      assertThat(size(pipeline, StoreNames.TWEETS)).isZero();
    }
  }

  private static int size(TestPipeline pipeline, String store) {
    int size = 0;
    try (KeyValueIterator<String, Object> all = pipeline.store(store).all()) {
      while (all.hasNext()) {
        all.next();
        size++;
      }
    }
    return size;
  }
}
