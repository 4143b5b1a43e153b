package io.tweetsentiment.schemas.rules;

import io.tweetsentiment.schemas.SentimentAggregate;

/**
 * Counts and sums of the tweets of a window: exact, and independent of the order in which tweets
 * are added and removed. Averages and shares exist only in the record that {@link #aggregate}
 * creates.
 *
 * @param positives tweets labelled POSITIVE
 * @param negatives tweets labelled NEGATIVE
 * @param neutrals tweets labelled NEUTRAL
 * @param mixeds tweets labelled MIXED
 * @param unscored tweets that were not scored because of their language
 * @param sumPositive sum of the positive scores in ten-thousandths
 * @param sumNegative sum of the negative scores in ten-thousandths
 * @param sumNeutral sum of the neutral scores in ten-thousandths
 * @param sumMixed sum of the mixed scores in ten-thousandths
 */
public record Totals(
    long positives,
    long negatives,
    long neutrals,
    long mixeds,
    long unscored,
    long sumPositive,
    long sumNegative,
    long sumNeutral,
    long sumMixed) {

  /** The totals of an empty window. */
  public static final Totals ZERO = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Adds a tweet. */
  public Totals add(Contribution tweet) {
    return plus(of(tweet), 1);
  }

  /** Removes a tweet that was added before. */
  public Totals subtract(Contribution tweet) {
    return plus(of(tweet), -1);
  }

  /** The totals of the tweets of both. */
  public Totals plus(Totals other) {
    return plus(other, 1);
  }

  /** Number of scored tweets. */
  public long count() {
    return positives + negatives + neutrals + mixeds;
  }

  /** Whether the window contains no tweet, scored or unscored. */
  public boolean isEmpty() {
    return count() == 0 && unscored == 0;
  }

  /** The aggregate record, with divided and rounded averages and shares. */
  public SentimentAggregate aggregate(Window window, String topic) {
    long count = count();
    return SentimentAggregate.newBuilder()
        .setTopic(topic)
        .setWindowStart(window.start())
        .setWindowEnd(window.end())
        .setCountTweets(count)
        .setCountPositive(positives)
        .setCountNegative(negatives)
        .setCountNeutral(neutrals)
        .setCountMixed(mixeds)
        .setCountUnscored(unscored)
        .setSumPositive(sumPositive)
        .setSumNegative(sumNegative)
        .setSumNeutral(sumNeutral)
        .setSumMixed(sumMixed)
        .setAvgPositive(average(sumPositive, count))
        .setAvgNegative(average(sumNegative, count))
        .setAvgNeutral(average(sumNeutral, count))
        .setAvgMixed(average(sumMixed, count))
        .setPercTweetPositive(share(positives, count))
        .setPercTweetNegative(share(negatives, count))
        .setPercTweetNeutral(share(neutrals, count))
        .setPercTweetMixed(share(mixeds, count))
        .build();
  }

  private Totals plus(Totals other, int sign) {
    return new Totals(
        positives + sign * other.positives,
        negatives + sign * other.negatives,
        neutrals + sign * other.neutrals,
        mixeds + sign * other.mixeds,
        unscored + sign * other.unscored,
        sumPositive + sign * other.sumPositive,
        sumNegative + sign * other.sumNegative,
        sumNeutral + sign * other.sumNeutral,
        sumMixed + sign * other.sumMixed);
  }

  private static Totals of(Contribution tweet) {
    return new Totals(
        tweet.label() == Label.POSITIVE ? 1 : 0,
        tweet.label() == Label.NEGATIVE ? 1 : 0,
        tweet.label() == Label.NEUTRAL ? 1 : 0,
        tweet.label() == Label.MIXED ? 1 : 0,
        tweet.label() == Label.UNSCORED ? 1 : 0,
        tweet.positive(),
        tweet.negative(),
        tweet.neutral(),
        tweet.mixed());
  }

  private static double average(long sum, long count) {
    return TenThousandths.toDouble(TenThousandths.divide(sum, count));
  }

  private static double share(long labelled, long count) {
    return average(labelled * TenThousandths.ONE, count);
  }
}
