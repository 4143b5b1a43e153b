package io.tweetsentiment.sql;

/**
 * What one pass of the loader did.
 *
 * @param objects objects that were loaded
 * @param rows rows that were staged from them
 * @param tweets rows now in table tweet
 * @param windows rows now in table sentiment
 */
public record LoadResult(int objects, long rows, long tweets, long windows) {}
