package io.tweetsentiment.streams.scoring;

import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.schemas.rules.Contribution;
import io.tweetsentiment.schemas.rules.Scoring;
import io.tweetsentiment.streams.state.TextKey;
import java.time.Clock;
import java.time.Instant;

/**
 * Makes this app's sentiment records.
 *
 * @param engine name and version that stand beside the scores
 * @param scoringRun 0 for normal scoring
 * @param clock when
 */
public record Sentiments(String engine, int scoringRun, Clock clock) {

  /** The same in the name of another engine. */
  Sentiments by(String scoringEngine) {
    return new Sentiments(scoringEngine, scoringRun, clock);
  }

  /**
   * The sentiment of a text.
   *
   * @param textKey see {@link TextKey}
   * @param createdAt event time of the tweet, milliseconds since the epoch
   */
  TweetSentiment of(String textKey, long createdAt, Contribution scores) {
    return new Scoring(engine, scoringRun, clock.instant())
        .sentiment(
            TextKey.tweetId(textKey),
            TextKey.textHash(textKey),
            Instant.ofEpochMilli(createdAt),
            scores);
  }
}
