package io.tweetsentiment.connect.kinesis;

import org.apache.kafka.connect.errors.ConnectException;

/** The shard does not exist any more. */
final class ShardGoneException extends ConnectException {
  private static final long serialVersionUID = 1L;

  ShardGoneException(String message, Throwable cause) {
    super(message, cause);
  }
}
