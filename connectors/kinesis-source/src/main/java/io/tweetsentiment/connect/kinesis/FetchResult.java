package io.tweetsentiment.connect.kinesis;

import org.apache.kafka.connect.errors.ConnectException;

/** What a fetch hands to the task. */
sealed interface FetchResult permits Page, FetchResult.Failed {

  /** The shard cannot be read on; the task fails with the cause. */
  record Failed(ConnectException cause) implements FetchResult {}
}
