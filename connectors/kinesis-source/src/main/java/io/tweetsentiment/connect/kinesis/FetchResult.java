package io.tweetsentiment.connect.kinesis;

import org.apache.kafka.connect.errors.ConnectException;

/** The result of a fetch. */
sealed interface FetchResult permits FetchedRecords, FetchResult.Failed {

  /** The shard cannot be read any further; the task fails with the cause. */
  record Failed(ConnectException cause) implements FetchResult {}
}
