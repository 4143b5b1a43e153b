package io.tweetsentiment.schemas.rules;

import io.tweetsentiment.schemas.TweetSentiment;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Creates the sentiment records of one scoring, for the topology and the batch job.
 *
 * @param engine name and version of the engine, which scored the text or decided not to
 * @param run 0 for the first scoring, higher when scored again on purpose
 * @param at time of the scoring, cut to milliseconds
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
   * @param scores the scores of the text; for {@link Contribution#UNSCORED} only the label is
   *     written
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
