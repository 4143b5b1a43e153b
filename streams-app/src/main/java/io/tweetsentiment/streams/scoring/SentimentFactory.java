package io.tweetsentiment.streams.scoring;

import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.schemas.rules.Contribution;
import io.tweetsentiment.schemas.rules.Scoring;
import java.time.Clock;
import java.time.Instant;

/**
 * Creates the sentiment records of this app.
 *
 * @param engine name and version that are recorded with the scores
 * @param scoringRun 0 for normal scoring
 * @param clock supplies the time of scoring
 */
public record SentimentFactory(String engine, int scoringRun, Clock clock) {

  /** The same factory for another engine. */
  SentimentFactory by(String scoringEngine) {
    return new SentimentFactory(scoringEngine, scoringRun, clock);
  }

  /**
   * The sentiment of a text.
   *
   * @param createdAt event time of the tweet
   */
  TweetSentiment of(String tweetId, String textHash, Instant createdAt, Contribution scores) {
    return new Scoring(engine, scoringRun, clock.instant())
        .sentiment(tweetId, textHash, createdAt, scores);
  }
}
