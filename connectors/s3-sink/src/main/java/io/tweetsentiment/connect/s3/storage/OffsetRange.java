package io.tweetsentiment.connect.s3.storage;

/**
 * The offsets of the records in one object.
 *
 * @param start offset of the first record
 * @param end offset of the last record; records between the two that have another path are not in
 *     the object
 * @param records number of records
 */
public record OffsetRange(long start, long end, long records) {
  boolean contains(long offset) {
    return start <= offset && offset <= end;
  }
}
