package io.tweetsentiment.sql;

/**
 * The result of one pass of the loader.
 *
 * @param objects objects that were loaded
 * @param rows rows that were staged from them
 * @param tweets rows now in table tweet
 * @param windows rows now in table sentiment
 * @param rejects rows now in table load_reject: one for each rejected row, and one for each object
 *     that was rejected as a whole
 */
public record LoadResult(int objects, long rows, long tweets, long windows, long rejects) {

  /** The result of a pass after which {@code load_reject} is empty. */
  public LoadResult(int objects, long rows, long tweets, long windows) {
    this(objects, rows, tweets, windows, 0);
  }
}
