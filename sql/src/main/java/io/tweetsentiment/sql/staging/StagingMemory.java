package io.tweetsentiment.sql.staging;

import io.tweetsentiment.sql.bucket.Spool;

/**
 * How much memory a staging may use, whatever the objects are.
 *
 * @param bytes all of it, for the bytes, pages and texts of the objects in work
 * @param threads threads that decode small objects
 * @param spool place for the bytes of large objects
 */
public record StagingMemory(long bytes, int threads, Spool spool) {

  /**
   * Of a small object: its bytes, its pages, three copies of its text, and the text of the object
   * before it, which waits to be copied.
   */
  private static final int COPIES = 6;

  /** Most bytes of an object, of its pages, and of its text, that is decoded in memory. */
  public int small() {
    return (int) Math.min(Integer.MAX_VALUE / 2, forObjects() / ((long) threads * COPIES));
  }

  /**
   * Most bytes of the pages of an object that is streamed. Objects are streamed one at a time, when
   * no small one is in work.
   */
  public long large() {
    return forObjects();
  }

  /** Most bytes of the pages of an object while fetched small ones wait. */
  long besideSmall() {
    return forObjects() / 3 * 2;
  }

  /** The rest is for the chunks of text and the rejects. */
  private long forObjects() {
    return bytes / 8 * 7;
  }
}
