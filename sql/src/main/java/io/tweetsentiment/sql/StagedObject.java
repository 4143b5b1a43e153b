package io.tweetsentiment.sql;

import java.util.OptionalLong;

/**
 * An object whose rows are in the staging table.
 *
 * @param endOffset greatest offset in it, when it is known
 * @param rows number of its rows, when it is known
 */
record StagedObject(SinkObject object, OptionalLong endOffset, OptionalLong rows) {}
