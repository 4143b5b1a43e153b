package io.tweetsentiment.schemas.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Scores as integers in ten-thousandths, so that sums are exact and do not depend on their order.
 * Rounding is half up and applies to the decimal digits of the number as it is printed.
 */
public final class TenThousandths {

  /** One, in ten-thousandths. */
  public static final int ONE = 10_000;

  private static final double HALF_IN_DOUBT = 1e-6;

  private TenThousandths() {}

  /**
   * Rounds a score.
   *
   * @param score 0 to 1
   * @return 0 to 10,000
   * @throws IllegalArgumentException when the score is not a number between 0 and 1
   */
  public static int of(double score) {
    if (!(score >= 0.0 && score <= 1.0)) {
      throw new IllegalArgumentException("a score must be between 0 and 1, but it is " + score);
    }
    double scaled = score * ONE;
    double nearest = Math.rint(scaled);
    // The error of the product is smaller than this. Only close to a half do the decimal digits
    // decide.
    if (Math.abs(Math.abs(scaled - nearest) - 0.5) > HALF_IN_DOUBT) {
      return (int) nearest;
    }
    return BigDecimal.valueOf(score)
        .movePointRight(4)
        .setScale(0, RoundingMode.HALF_UP)
        .intValueExact();
  }

  /** The score as a double with at most 4 decimals. */
  public static double toDouble(long tenThousandths) {
    // Both are exact as doubles, so the quotient is the double nearest to the decimal value.
    return (double) tenThousandths / ONE;
  }

  /**
   * {@code numerator / denominator}, rounded half up to a whole number; 0 when the denominator is
   * 0.
   *
   * @param numerator not negative
   * @param denominator not negative
   */
  public static long divide(long numerator, long denominator) {
    if (numerator < 0 || denominator < 0) {
      throw new IllegalArgumentException(
          numerator + " / " + denominator + ": neither may be negative");
    }
    if (denominator == 0) {
      return 0;
    }
    long quotient = numerator / denominator;
    long remainder = numerator % denominator;
    return remainder >= denominator - remainder ? quotient + 1 : quotient;
  }
}
