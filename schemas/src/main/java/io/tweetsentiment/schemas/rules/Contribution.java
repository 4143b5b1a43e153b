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

  /** The contribution of a tweet that is not scored because of its language. */
  public static final Contribution UNSCORED = new Contribution(Label.UNSCORED, 0, 0, 0, 0);

  /**
   * The contribution of a tweet with the scores that an engine returned. This is the only place
   * where scores are rounded; the label is chosen before rounding.
   *
   * @throws IllegalArgumentException when a score is not between 0 and 1
   */
  public static Contribution of(double positive, double negative, double neutral, double mixed) {
    return new Contribution(
        Label.of(positive, negative, neutral, mixed),
        TenThousandths.of(positive),
        TenThousandths.of(negative),
        TenThousandths.of(neutral),
        TenThousandths.of(mixed));
  }

  /** The contribution of a tweet with this sentiment. */
  public static Contribution of(TweetSentiment sentiment) {
    Label label = Label.named(sentiment.getLabel());
    return label == Label.UNSCORED
        ? UNSCORED
        : new Contribution(
            label,
            TenThousandths.of(sentiment.getPositive()),
            TenThousandths.of(sentiment.getNegative()),
            TenThousandths.of(sentiment.getNeutral()),
            TenThousandths.of(sentiment.getMixed()));
  }
}
