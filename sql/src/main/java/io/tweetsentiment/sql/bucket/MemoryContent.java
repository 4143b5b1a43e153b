package io.tweetsentiment.sql.bucket;

/** The bytes of a small object in memory. */
public final class MemoryContent implements Content {

  private final byte[] bytes;

  /**
   * A content of the given bytes.
   *
   * @param bytes must not be changed afterwards
   */
  public MemoryContent(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public int read(long position, byte[] into, int offset, int length) {
    if (position >= bytes.length) {
      return -1;
    }
    int read = (int) Math.min(length, bytes.length - position);
    System.arraycopy(bytes, (int) position, into, offset, read);
    return read;
  }

  @Override
  public void close() {}
}
