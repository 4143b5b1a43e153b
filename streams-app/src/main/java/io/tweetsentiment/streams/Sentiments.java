package io.tweetsentiment.streams;

import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.schemas.rules.Label;
import io.tweetsentiment.schemas.rules.TenThousandths;
import io.tweetsentiment.sentiment.Scores;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Makes sentiment records: the only place where scores are rounded, and the label is chosen before
 * that.
 *
 * @param engine name and version that stand beside the scores
 * @param scoringRun 0 for normal scoring
 * @param clock when
 */
record Sentiments(String engine, int scoringRun, Clock clock) {

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
  TweetSentiment scored(String textKey, long createdAt, Scores scores) {
    return record(
            textKey,
            createdAt,
            Label.of(scores.positive(), scores.negative(), scores.neutral(), scores.mixed()))
        .setPositive(rounded(scores.positive()))
        .setNegative(rounded(scores.negative()))
        .setNeutral(rounded(scores.neutral()))
        .setMixed(rounded(scores.mixed()))
        .build();
  }

  /** States that policy leaves a text unscored. */
  TweetSentiment unscored(String textKey, long createdAt) {
    return record(textKey, createdAt, Label.UNSCORED).build();
  }

  private TweetSentiment.Builder record(String textKey, long createdAt, Label label) {
    return TweetSentiment.newBuilder()
        .setTweetId(TextKey.tweetId(textKey))
        .setTextHash(TextKey.textHash(textKey))
        .setScoringRun(scoringRun)
        .setLabel(label.name())
        .setEngine(engine)
        .setScoredAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
        .setCreatedAt(Instant.ofEpochMilli(createdAt));
  }

  private static double rounded(double score) {
    return TenThousandths.toDouble(TenThousandths.of(score));
  }
}
