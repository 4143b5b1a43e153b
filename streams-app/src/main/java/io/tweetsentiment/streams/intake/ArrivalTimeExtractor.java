package io.tweetsentiment.streams.intake;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Returns the record's own timestamp, which is the arrival time in every topic. For a record
 * without a timestamp it returns the newest time seen in the partition, so that the record is not
 * dropped and does not stop the app.
 */
public final class ArrivalTimeExtractor implements TimestampExtractor {

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    if (record.timestamp() >= 0) {
      return record.timestamp();
    }
    return partitionTime >= 0 ? partitionTime : System.currentTimeMillis();
  }
}
