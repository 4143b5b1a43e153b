package io.tweetsentiment.schemas.rules;

import io.tweetsentiment.schemas.TweetSentiment;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An act of scoring: makes the sentiment records of the topology and of the batch job.
 *
 * @param engine name and version of the engine that scored, or of the one whose policy did not
 * @param run 0 for the first scoring, higher when scored again on purpose
 * @param at when, kept to the millisecond
 */
public record Scoring(String engine, int run, Instant at) {

  public Scoring {
    at = at.truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * The sentiment of a text.
   *
   * @param textHash {@link Fingerprint#ofText}
   * @param createdAt event time of its tweet
   * @param scores what the text got: of {@link Contribution#UNSCORED} only the label is written
   */
  public TweetSentiment sentiment(
      String tweetId, String textHash, Instant createdAt, Contribution scores) {
    TweetSentiment.Builder sentiment =
        TweetSentiment.newBuilder()
            .setTweetId(tweetId)
            .setTextHash(textHash)
            .setScoringRun(run)
            .setLabel(scores.label().name())
            .setEngine(engine)
            .setScoredAt(at)
            .setCreatedAt(createdAt);
    return scores.label() == Label.UNSCORED
        ? sentiment.build()
        : sentiment
            .setPositive(TenThousandths.toDouble(scores.positive()))
            .setNegative(TenThousandths.toDouble(scores.negative()))
            .setNeutral(TenThousandths.toDouble(scores.neutral()))
            .setMixed(TenThousandths.toDouble(scores.mixed()))
            .build();
  }
}
