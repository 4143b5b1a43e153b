package io.tweetsentiment.sql.rows;

/**
 * The first value of a row that does not fit its column.
 *
 * @param column the column; null when the row cannot be decoded
 * @param value the value, shortened; null when the row has none
 * @param reason what is wrong with it
 */
record InvalidValue(String column, String value, String reason) {}
