package io.tweetsentiment.schemas.rules;

import static java.util.Objects.requireNonNull;

import io.tweetsentiment.schemas.TweetSentiment;
import java.util.Comparator;

/**
 * The order of the sentiments of one text: by scoring run, then time, then hash. The greatest one
 * is used, so the choice does not depend on the order of arrival.
 *
 * @param scoringRun 0 for the first scoring, higher when scored again on purpose
 * @param scoredAt milliseconds since the epoch
 * @param hash hash of label, scores and engine
 */
public record SentimentVersion(int scoringRun, long scoredAt, String hash)
    implements Comparable<SentimentVersion> {

  private static final Comparator<SentimentVersion> ORDER =
      Comparator.comparingInt(SentimentVersion::scoringRun)
          .thenComparingLong(SentimentVersion::scoredAt)
          .thenComparing(SentimentVersion::hash);

  public SentimentVersion {
    requireNonNull(hash, "hash");
  }

  /** The version of a record. */
  public static SentimentVersion of(TweetSentiment sentiment) {
    return new SentimentVersion(
        sentiment.getScoringRun(),
        sentiment.getScoredAt().toEpochMilli(),
        Fingerprint.start()
            .add(sentiment.getLabel())
            .add(decimal(sentiment.getPositive()))
            .add(decimal(sentiment.getNegative()))
            .add(decimal(sentiment.getNeutral()))
            .add(decimal(sentiment.getMixed()))
            .add(sentiment.getEngine())
            .end());
  }

  @Override
  public int compareTo(SentimentVersion other) {
    return ORDER.compare(this, other);
  }

  private static String decimal(Double score) {
    return score == null ? null : Integer.toString(TenThousandths.of(score));
  }
}
