package io.tweetsentiment.sql.rows;

/**
 * Reading an object takes more memory than the caller allows. That is no fault of the object, which
 * may be sound.
 */
public final class MemoryExceededException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long needed;

  MemoryExceededException(long needed, long allowed) {
    super(
        String.format("reading takes %d bytes of memory, and %d are allowed", needed, allowed),
        null,
        false,
        false);
    this.needed = needed;
  }

  /** Bytes of memory that reading takes. */
  public long needed() {
    return needed;
  }
}
