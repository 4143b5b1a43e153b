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
 * Converts Kinesis records to Connect records: the key is the partition key (STRING), the value is
 * the unchanged data (BYTES), the timestamp is the approximate arrival time, and headers carry the
 * stream, shard and sequence number.
 *
 * @param latestSince the time to store in every source offset; empty except with LATEST
 */
record RecordMapper(String topic, SourceOffsets offsets, Optional<Instant> latestSince) {
  static final String STREAM_HEADER = "kinesis.stream";
  static final String SHARD_HEADER = "kinesis.shard";
  static final String SEQUENCE_HEADER = "kinesis.sequence.number";

  List<SourceRecord> records(List<FetchedRecords> pages) {
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
