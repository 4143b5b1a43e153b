package io.tweetsentiment.connect.kinesis;

import io.tweetsentiment.connect.kinesis.KplAggregate.UserRecord;
import io.tweetsentiment.connect.kinesis.metrics.ShardMetrics;
import io.tweetsentiment.connect.kinesis.shards.Position;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
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
 * stream, shard, sequence number and arrival time.
 *
 * <p>A record that the Kinesis Producer Library aggregated becomes the records in it. Their source
 * offsets and a header carry their place in it as well, so that a restart between two of them
 * continues with the second. The offset of the last one is that of the whole Kinesis record.
 *
 * <p>Connect records take far more memory than the data, so a limited number of them exists at a
 * time; the rest stays in the pages. Threading: owned by the task thread.
 */
final class RecordMapper {
  static final String STREAM_HEADER = "kinesis.stream";
  static final String SHARD_HEADER = "kinesis.shard";
  static final String SEQUENCE_HEADER = "kinesis.sequence.number";
  static final String SUB_SEQUENCE_HEADER = "kinesis.sub.sequence.number";
  static final String ARRIVAL_HEADER = "kinesis.arrival.time";

  /** Maximum number of records per poll, unless the last one is sent in pieces. */
  static final int MOST_RECORDS = 20_000;

  private static final Logger LOG = LoggerFactory.getLogger(RecordMapper.class);

  private final String topic;
  private final SourceOffsets offsets;
  private final Optional<Instant> latestSince;
  private final boolean deaggregates;
  private final Function<String, Position> starts;
  private final OversizeRecords oversize;
  private final Function<String, ShardMetrics> metrics;
  private final Deque<FetchedRecords> pages = new ArrayDeque<>();
  private Map<String, String> partition;
  private ShardMetrics shard;
  private Iterator<Record> items = List.<Record>of().iterator();
  private Record aggregate;
  private Iterator<UserRecord> parts = List.<UserRecord>of().iterator();
  private int place;
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
      Function<String, Position> starts,
      OversizeRecords oversize,
      Function<String, ShardMetrics> metrics) {
    this.topic = topic;
    this.offsets = offsets;
    this.latestSince = latestSince;
    this.deaggregates = deaggregates;
    this.starts = starts;
    this.oversize = oversize;
    this.metrics = metrics;
  }

  /** Adds pages behind those that are there. */
  void add(Collection<FetchedRecords> more) {
    pages.addAll(more);
  }

  /** Whether all pages were converted. */
  boolean isEmpty() {
    return pages.isEmpty() && !items.hasNext() && !parts.hasNext();
  }

  /** Whether the last record that was returned is inside an aggregate. */
  boolean isInsideAggregate() {
    return parts.hasNext();
  }

  /** Returns the next records, at most {@value #MOST_RECORDS}. */
  List<SourceRecord> next() {
    List<SourceRecord> records = new ArrayList<>();
    while (records.size() < MOST_RECORDS && !isEmpty()) {
      if (parts.hasNext()) {
        addPart(records);
      } else if (items.hasNext()) {
        add(records, items.next());
      } else {
        FetchedRecords page = pages.remove();
        partition = offsets.partition(page.shard());
        shard = metrics.apply(page.shard());
        items = page.records().iterator();
      }
    }
    return records;
  }

  private void add(List<SourceRecord> records, Record item) {
    byte[] data = item.data().asByteArrayUnsafe();
    Optional<KplAggregate> read = deaggregates ? KplAggregate.read(data) : Optional.empty();
    if (read.isEmpty()) {
      add(records, item, OptionalInt.empty(), true, item.partitionKey(), data);
      return;
    }
    if (!aggregateSeen) {
      aggregateSeen = true;
      LOG.warn(
          "Stream {} has records that the Kinesis Producer Library aggregated; each becomes the"
              + " records in it. kinesis.record.deaggregation.enable=false passes them on unchanged.",
          offsets.stream());
    }
    aggregate = item;
    parts = read.get().iterator();
    int already = alreadyRead(item);
    for (place = 0; place < already && parts.hasNext(); place++) {
      parts.next();
    }
  }

  private void addPart(List<SourceRecord> records) {
    UserRecord part = parts.next();
    add(
        records,
        aggregate,
        OptionalInt.of(place++),
        !parts.hasNext(),
        part.partitionKey(),
        part.bytes());
  }

  /** Returns how many records of an aggregate were read before the task started. */
  private int alreadyRead(Record item) {
    return starts.apply(partition.get(SourceOffsets.SHARD)) instanceof Position.Within within
            && within.sequenceNumber().equals(item.sequenceNumber())
        ? within.subSequenceNumber() + 1
        : 0;
  }

  private void add(
      List<SourceRecord> records,
      Record item,
      OptionalInt at,
      boolean last,
      String key,
      byte[] data) {
    Instant arrival = item.approximateArrivalTimestamp();
    ConnectHeaders headers = new ConnectHeaders();
    headers.addString(STREAM_HEADER, offsets.stream());
    headers.addString(SHARD_HEADER, partition.get(SourceOffsets.SHARD));
    headers.addString(SEQUENCE_HEADER, item.sequenceNumber());
    if (arrival != null) {
      headers.addString(ARRIVAL_HEADER, arrival.toString());
    }
    at.ifPresent(i -> headers.addString(SUB_SEQUENCE_HEADER, Integer.toString(i)));
    SourceRecord record =
        new SourceRecord(
            partition,
            SourceOffsets.offset(
                item.sequenceNumber(), last ? OptionalInt.empty() : at, latestSince),
            topic,
            null,
            Schema.STRING_SCHEMA,
            key,
            Schema.BYTES_SCHEMA,
            data,
            arrival == null ? null : arrival.toEpochMilli(),
            headers);
    shard.passed(data.length);
    if (oversize.is(key, data)) {
      Map<String, String> before =
          SourceOffsets.offset(
              item.sequenceNumber(), OptionalInt.of(at.orElse(0) - 1), latestSince);
      records.addAll(oversize.pieces(record, data, before));
    } else {
      records.add(record);
    }
  }
}
