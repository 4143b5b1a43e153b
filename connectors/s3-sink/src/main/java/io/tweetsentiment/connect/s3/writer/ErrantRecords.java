package io.tweetsentiment.connect.s3.writer;

import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Reports records that cannot be stored. Connect does not commit an offset before the reported
 * records are in the dead letter queue.
 *
 * @param reporter the worker's reporter; null if the worker has none, in which case an errant
 *     record fails the task
 */
public record ErrantRecords(ErrantRecordReporter reporter) {
  // Connect keeps the future and waits for it before it commits.
  @SuppressWarnings("FutureReturnValueIgnored")
  void report(SinkRecord record, DataException reason) {
    DataException placed =
        new DataException(
            "Record at offset "
                + record.originalKafkaOffset()
                + " of "
                + record.originalTopic()
                + "-"
                + record.originalKafkaPartition()
                + ": "
                + reason.getMessage(),
            reason);
    if (reporter == null) {
      throw placed;
    }
    reporter.report(record, placed);
  }
}
