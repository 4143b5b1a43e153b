package io.tweetsentiment.connect.s3.storage;

/**
 * The records of one object.
 *
 * @param start offset of its first record
 * @param end offset of its last record; offsets between that lie in other partitions of the bucket
 *     are not in it
 * @param records how many it holds
 */
public record OffsetRange(long start, long end, long records) {
  boolean contains(long offset) {
    return start <= offset && offset <= end;
  }
}
