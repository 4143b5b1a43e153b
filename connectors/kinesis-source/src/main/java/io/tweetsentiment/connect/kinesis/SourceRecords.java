package io.tweetsentiment.connect.kinesis;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import software.amazon.awssdk.services.kinesis.model.Record;

/** Turns Kinesis records into Connect's: the data as they are, where they come from as headers. */
final class SourceRecords {

  static final String STREAM_HEADER = "kinesis.stream";
  static final String SHARD_HEADER = "kinesis.shard";
  static final String SEQUENCE_NUMBER_HEADER = "kinesis.sequence.number";

  private final String stream;
  private final String topic;

  SourceRecords(String stream, String topic) {
    this.stream = stream;
    this.topic = topic;
  }

  /** Key: partition key; value: the data; timestamp: approximate arrival at Kinesis. */
  SourceRecord of(String shard, Record record) {
    Long arrival =
        record.approximateArrivalTimestamp() == null
            ? null
            : record.approximateArrivalTimestamp().toEpochMilli();
    return new SourceRecord(
        ShardOffset.partition(stream, shard),
        ShardOffset.offset(record.sequenceNumber()),
        topic,
        null,
        Schema.STRING_SCHEMA,
        record.partitionKey(),
        Schema.BYTES_SCHEMA,
        record.data().asByteArray(),
        arrival,
        new ConnectHeaders()
            .addString(STREAM_HEADER, stream)
            .addString(SHARD_HEADER, shard)
            .addString(SEQUENCE_NUMBER_HEADER, record.sequenceNumber()));
  }
}
