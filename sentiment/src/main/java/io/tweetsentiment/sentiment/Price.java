package io.tweetsentiment.sentiment;

/**
 * What a service charges for a document: a price for each started unit of characters, and at least
 * a number of units.
 *
 * @param unitCharacters characters of a unit
 * @param leastUnits units that the shortest document costs
 * @param nanosPerUnit price of a unit, in billionths of a dollar
 */
public record Price(int unitCharacters, int leastUnits, long nanosPerUnit) {

  /** A service that charges nothing. */
  public static final Price FREE = new Price(1, 0, 0);

  private static final double NANOS = 1e9;

  /** Units of a document. */
  public long units(String text) {
    long characters = text.codePointCount(0, text.length());
    return Math.max(leastUnits, (characters + unitCharacters - 1) / unitCharacters);
  }

  /** Price of a document, in billionths of a dollar. */
  public long nanos(String text) {
    return nanosPerUnit == 0 ? 0 : units(text) * nanosPerUnit;
  }

  /** An amount in dollars, with four decimals. */
  public static String dollars(long nanos) {
    return String.format("$%.4f", nanos / NANOS);
  }
}
