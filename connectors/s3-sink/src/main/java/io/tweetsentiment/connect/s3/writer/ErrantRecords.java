package io.tweetsentiment.connect.s3.writer;

import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Records that can have no place in an object. Connect commits no offset before what was reported
 * here is in the dead letter queue.
 *
 * @param reporter of the worker; null with a worker that has none, then an errant record ends the
 *     task
 */
public record ErrantRecords(ErrantRecordReporter reporter) {
  // Connect itself keeps the future and waits for it before it commits.
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
