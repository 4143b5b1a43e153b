package io.tweetsentiment.connect.kinesis;

import io.tweetsentiment.connect.kinesis.KplAggregate.UserRecord;
import io.tweetsentiment.connect.kinesis.shards.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Converts Kinesis records to Connect records: the key is the partition key (STRING), the value is
 * the unchanged data (BYTES), the timestamp is the approximate arrival time, and headers carry the
 * stream, shard and sequence number.
 *
 * <p>A record that the Kinesis Producer Library aggregated becomes the records in it. Their source
 * offsets and a header carry their place in it as well, so that a restart between two of them
 * continues with the second. The offset of the last one is that of the whole Kinesis record.
 * Threading: owned by the task thread.
 */
final class RecordMapper {
  static final String STREAM_HEADER = "kinesis.stream";
  static final String SHARD_HEADER = "kinesis.shard";
  static final String SEQUENCE_HEADER = "kinesis.sequence.number";
  static final String SUB_SEQUENCE_HEADER = "kinesis.sub.sequence.number";
  private static final Logger LOG = LoggerFactory.getLogger(RecordMapper.class);

  private final String topic;
  private final SourceOffsets offsets;
  private final Optional<Instant> latestSince;
  private final boolean deaggregates;
  private final Function<String, Position> starts;
  private boolean aggregateSeen;

  /**
   * @param latestSince the time to store in every source offset; empty except with LATEST
   * @param deaggregates whether aggregated records are split
   * @param starts the position at which the task began to read a shard
   */
  RecordMapper(
      String topic,
      SourceOffsets offsets,
      Optional<Instant> latestSince,
      boolean deaggregates,
      Function<String, Position> starts) {
    this.topic = topic;
    this.offsets = offsets;
    this.latestSince = latestSince;
    this.deaggregates = deaggregates;
    this.starts = starts;
  }

  List<SourceRecord> records(List<FetchedRecords> pages) {
    List<SourceRecord> records = new ArrayList<>();
    for (FetchedRecords page : pages) {
      Map<String, String> partition = offsets.partition(page.shard());
      page.records().forEach(item -> add(records, partition, item));
    }
    return records;
  }

  private void add(List<SourceRecord> records, Map<String, String> partition, Record item) {
    byte[] data = item.data().asByteArrayUnsafe();
    Optional<List<UserRecord>> parts = deaggregates ? KplAggregate.read(data) : Optional.empty();
    if (parts.isEmpty()) {
      records.add(record(partition, item, OptionalInt.empty(), true, item.partitionKey(), data));
      return;
    }
    if (!aggregateSeen) {
      aggregateSeen = true;
      LOG.warn(
          "Stream {} has records that the Kinesis Producer Library aggregated; each becomes the"
              + " records in it. kinesis.record.deaggregation.enable=false passes them on unchanged.",
          offsets.stream());
    }
    List<UserRecord> all = parts.get();
    for (int i = alreadyRead(partition, item); i < all.size(); i++) {
      UserRecord part = all.get(i);
      records.add(
          record(
              partition,
              item,
              OptionalInt.of(i),
              i == all.size() - 1,
              part.partitionKey(),
              part.bytes()));
    }
  }

  /** Returns how many records of an aggregate were read before the task started. */
  private int alreadyRead(Map<String, String> partition, Record item) {
    return starts.apply(partition.get(SourceOffsets.SHARD)) instanceof Position.Within within
            && within.sequenceNumber().equals(item.sequenceNumber())
        ? within.subSequenceNumber() + 1
        : 0;
  }

  private SourceRecord record(
      Map<String, String> partition,
      Record item,
      OptionalInt place,
      boolean last,
      String key,
      byte[] data) {
    Instant arrival = item.approximateArrivalTimestamp();
    ConnectHeaders headers = new ConnectHeaders();
    headers.addString(STREAM_HEADER, offsets.stream());
    headers.addString(SHARD_HEADER, partition.get(SourceOffsets.SHARD));
    headers.addString(SEQUENCE_HEADER, item.sequenceNumber());
    place.ifPresent(i -> headers.addString(SUB_SEQUENCE_HEADER, Integer.toString(i)));
    return new SourceRecord(
        partition,
        SourceOffsets.offset(
            item.sequenceNumber(), last ? OptionalInt.empty() : place, latestSince),
        topic,
        null,
        Schema.STRING_SCHEMA,
        key,
        Schema.BYTES_SCHEMA,
        data,
        arrival == null ? null : arrival.toEpochMilli(),
        headers);
  }
}
