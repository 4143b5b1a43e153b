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
   * Most bytes of the pages of an object that is streamed, the same on both databases. Objects are
   * streamed one at a time; fetched small ones may wait beside it.
   */
  public long large() {
    return forObjects() / 3 * 2;
  }

  /** The bytes that would let an object with so many bytes of pages be streamed. */
  static long bytesFor(long pages) {
    return (pages / 7 + 1) * 12 + 24;
  }

  /** The rest is for the chunks of text and the rejects. */
  private long forObjects() {
    return bytes / 8 * 7;
  }
}
