package io.tweetsentiment.connect.kinesis;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Turns Kinesis records into Connect records: key = partition key (STRING), value = data as it is
 * (BYTES), timestamp = approximate arrival, headers for stream, shard and sequence number.
 *
 * @param latestSince goes into every source offset; empty except with LATEST
 */
record RecordMapper(String topic, SourceOffsets offsets, Optional<Instant> latestSince) {
  static final String STREAM_HEADER = "kinesis.stream";
  static final String SHARD_HEADER = "kinesis.shard";
  static final String SEQUENCE_HEADER = "kinesis.sequence.number";

  List<SourceRecord> records(List<Page> pages) {
    return pages.stream()
        .flatMap(
            page -> {
              Map<String, String> partition = offsets.partition(page.shard());
              return page.records().stream().map(item -> record(partition, item));
            })
        .toList();
  }

  private SourceRecord record(Map<String, String> partition, Record item) {
    Instant arrival = item.approximateArrivalTimestamp();
    ConnectHeaders headers = new ConnectHeaders();
    headers.addString(STREAM_HEADER, offsets.stream());
    headers.addString(SHARD_HEADER, partition.get(SourceOffsets.SHARD));
    headers.addString(SEQUENCE_HEADER, item.sequenceNumber());
    return new SourceRecord(
        partition,
        SourceOffsets.offset(item.sequenceNumber(), latestSince),
        topic,
        null,
        Schema.STRING_SCHEMA,
        item.partitionKey(),
        Schema.BYTES_SCHEMA,
        item.data().asByteArrayUnsafe(),
        arrival == null ? null : arrival.toEpochMilli(),
        headers);
  }
}
