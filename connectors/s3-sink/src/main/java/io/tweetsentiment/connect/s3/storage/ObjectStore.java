package io.tweetsentiment.connect.s3.storage;

import java.util.List;
import java.util.Optional;

/**
 * What the sink needs of S3. Every method throws Connect's {@code RetriableException} when the
 * store did not answer or asks to be left alone, and a {@code ConnectException} with the remedy
 * when it refuses. Threading: safe for several threads.
 */
public interface ObjectStore extends AutoCloseable {
  /**
   * Throws when the bucket is missing or access is denied; a store that is down is no error yet.
   */
  void checkBucket();

  /** Keys that begin with a prefix, in the order of the store. */
  List<String> keys(String prefix);

  /** The records of an object; empty when there is none of this key. */
  Optional<OffsetRange> range(String key, long start);

  /** Stores a file, unless an object of its key is there and writes are conditional. */
  Stored create(SealedFile file);

  @Override
  void close();

  /** What became of a file. */
  sealed interface Stored permits Created, Conflict {}

  /** It is durable. */
  record Created() implements Stored {}

  /** Another writer was first. */
  record Conflict(OffsetRange winner) implements Stored {}
}
