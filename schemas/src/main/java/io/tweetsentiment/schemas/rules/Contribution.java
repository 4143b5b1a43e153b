package io.tweetsentiment.schemas.rules;

import io.tweetsentiment.schemas.TweetSentiment;

/**
 * What one tweet adds to the aggregate of its window.
 *
 * @param label the tweet's label
 * @param positive score in ten-thousandths; 0 when unscored
 * @param negative score in ten-thousandths; 0 when unscored
 * @param neutral score in ten-thousandths; 0 when unscored
 * @param mixed score in ten-thousandths; 0 when unscored
 */
public record Contribution(Label label, int positive, int negative, int neutral, int mixed) {

  /** The contribution of a tweet with this sentiment. */
  public static Contribution of(TweetSentiment sentiment) {
    Label label = Label.valueOf(sentiment.getLabel());
    return label == Label.UNSCORED
        ? new Contribution(label, 0, 0, 0, 0)
        : new Contribution(
            label,
            TenThousandths.of(sentiment.getPositive()),
            TenThousandths.of(sentiment.getNegative()),
            TenThousandths.of(sentiment.getNeutral()),
            TenThousandths.of(sentiment.getMixed()));
  }
}
