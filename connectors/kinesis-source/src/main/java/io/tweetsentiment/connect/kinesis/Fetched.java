package io.tweetsentiment.connect.kinesis;

import org.apache.kafka.connect.errors.ConnectException;

/** What a fetch hands to the task. */
sealed interface Fetched permits Page, Fetched.Broken {

  /** The shard cannot be read on; the task fails with the cause. */
  record Broken(ConnectException cause) implements Fetched {}
}
