package io.tweetsentiment.sql.reconcile;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalLong;

/**
 * What one of the three sides holds for a window.
 *
 * @param count number of tweets
 * @param numbers the four averages and the four shares, with four decimals
 * @param offset Kafka offset of the row; absent where the side does not know it
 * @param object key of the object that holds the row; empty where there is none
 */
public record WindowValues(
    long count, List<BigDecimal> numbers, OptionalLong offset, String object) {

  static final List<String> NUMBERS =
      List.of(
          "avg_positive",
          "avg_negative",
          "avg_neutral",
          "avg_mixed",
          "perc_tweet_positive",
          "perc_tweet_negative",
          "perc_tweet_neutral",
          "perc_tweet_mixed");

  static BigDecimal fourDecimals(BigDecimal number) {
    return number.setScale(4, RoundingMode.HALF_UP);
  }

  boolean isSameAs(WindowValues other) {
    return count == other.count && numbers.equals(other.numbers);
  }
}
