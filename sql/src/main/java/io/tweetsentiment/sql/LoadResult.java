package io.tweetsentiment.sql;

/**
 * What one pass of the loader did.
 *
 * @param objects objects that were loaded
 * @param rows rows that were staged from them
 * @param tweets rows now in table tweet
 * @param windows rows now in table sentiment
 * @param rejects rows now in table load_reject: one for each row, or object as a whole, that was
 *     refused
 */
public record LoadResult(int objects, long rows, long tweets, long windows, long rejects) {

  /** Of a pass after which nothing is refused. */
  public LoadResult(int objects, long rows, long tweets, long windows) {
    this(objects, rows, tweets, windows, 0);
  }
}
