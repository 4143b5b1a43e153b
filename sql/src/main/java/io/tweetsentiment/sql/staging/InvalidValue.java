package io.tweetsentiment.sql.staging;

/**
 * Why a row does not fit its table.
 *
 * @param column the first column that does not fit
 * @param value its value, shortened; null when it is null
 * @param reason what is wrong with it
 */
record InvalidValue(String column, String value, String reason) {}
