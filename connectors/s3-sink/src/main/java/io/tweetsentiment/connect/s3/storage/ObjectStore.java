package io.tweetsentiment.connect.s3.storage;

import java.util.List;
import java.util.Optional;

/**
 * The operations that the sink needs from S3. Every method throws Connect's {@code
 * RetriableException} if the store did not answer or throttled the request, and a {@code
 * ConnectException} that names the remedy if the store refused the request. Threading: thread-safe.
 */
public interface ObjectStore extends AutoCloseable {
  /**
   * Throws if the bucket does not exist or access is denied; does not throw if the store is down.
   *
   * @param folder the folder of all objects, because access can be limited to it
   */
  void checkBucket(String folder);

  /** Returns the first keys that begin with a prefix and come after a text, in their order. */
  Keys keys(String prefix, String after, CallDeadline deadline);

  /**
   * Returns the offsets of the records in an object; empty if no object has this key. If the object
   * lacks this sink's metadata, the offset of its last record is unknown.
   */
  Optional<OffsetRange> range(String key, long start, CallDeadline deadline);

  /**
   * Returns the offsets in the tags of an object that Confluent's sink stored with {@code
   * s3.object.tagging}; empty if it has no such tags or they cannot be read.
   */
  Optional<OffsetRange> tagged(String key, OffsetRange range, CallDeadline deadline);

  /** Reads an object. */
  Spool content(String key, CallDeadline deadline);

  /**
   * Stores a file. If writes are conditional and an object with its key exists, that object is
   * kept.
   */
  Stored create(SealedFile file);

  @Override
  void close();

  /**
   * A page of keys.
   *
   * @param more whether other keys follow; the page is not empty then
   */
  record Keys(List<String> keys, boolean more) {
    String last() {
      return keys.get(keys.size() - 1);
    }
  }

  /** The result of storing a file. */
  sealed interface Stored permits Created, Conflict {}

  /** The file is durable. */
  record Created() implements Stored {}

  /** Another writer had stored an object with the same key. */
  record Conflict(OffsetRange winner) implements Stored {}
}
