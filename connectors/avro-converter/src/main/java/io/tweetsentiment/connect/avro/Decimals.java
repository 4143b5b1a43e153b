package io.tweetsentiment.connect.avro;

import org.apache.kafka.connect.errors.DataException;

/**
 * Chooses the precision of decimals, which Avro and Parquet require and Connect does not have.
 * Pure.
 *
 * @param unstated precision of a decimal whose schema states none
 * @param greatest precision of a decimal whose schema states a greater one
 */
public record Decimals(int unstated, int greatest) {
  /** What other converters do: 64 digits, and any precision that a schema states. */
  static final Decimals OF_CONVERTERS =
      new Decimals(AvroNames.DEFAULT_PRECISION, Integer.MAX_VALUE);

  /**
   * Returns the precision of a decimal.
   *
   * @param stated the precision that the schema states, or null
   * @throws DataException if a decimal with this scale cannot have it
   */
  int precision(String stated, int scale, String path) {
    int digits = stated == null ? unstated : Math.min(Integer.parseInt(stated), greatest);
    if (scale < 0 || scale > digits) {
      throw new DataException(
          "The decimal "
              + path
              + " has the scale "
              + scale
              + ", but it must be from 0 to the precision, "
              + digits);
    }
    return digits;
  }
}
