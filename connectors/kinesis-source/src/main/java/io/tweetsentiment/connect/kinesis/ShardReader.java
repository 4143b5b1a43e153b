package io.tweetsentiment.connect.kinesis;

import io.tweetsentiment.connect.kinesis.metrics.ShardMetrics;
import io.tweetsentiment.connect.kinesis.shards.Position;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Reads one shard page by page. Threading: one caller at a time. */
final class ShardReader {
  private final KinesisClient client;
  private final String stream;
  private final String shard;
  private final int limit;
  private final ShardMetrics metrics;
  private Position position;
  private String iterator;

  /**
   * Creates a reader without calling Kinesis.
   *
   * @param limit maximum number of records per page
   */
  ShardReader(
      KinesisClient client,
      String stream,
      String shard,
      Position position,
      int limit,
      ShardMetrics metrics) {
    this.client = client;
    this.stream = stream;
    this.shard = shard;
    this.position = position;
    this.limit = limit;
    this.metrics = metrics;
  }

  /**
   * Reads the next page. After an exception of the SDK, the call can be repeated for the same page.
   *
   * @throws ConnectException if records are lost because they, or the shard ({@link
   *     ShardGoneException}), do not exist any more
   */
  FetchedRecords next() {
    GetRecordsResponse answer = records();
    List<Record> records = answer.records();
    if (!records.isEmpty()) {
      position = new Position.After(records.get(records.size() - 1).sequenceNumber());
    }
    iterator = answer.nextShardIterator();
    Long behind = answer.millisBehindLatest();
    FetchedRecords page =
        new FetchedRecords(shard, records, behind == null ? 0 : behind, iterator == null);
    metrics.read(page.millisBehind());
    return page;
  }

  ShardMetrics metrics() {
    return metrics;
  }

  private GetRecordsResponse records() {
    try {
      if (iterator == null) {
        iterator = open();
      }
      try {
        return read();
      } catch (ExpiredIteratorException | InvalidArgumentException e) {
        // An iterator expires after five minutes; a restarted local endpoint does not know it at
        // all.
        metrics.renewed();
        iterator = open();
        return read();
      }
    } catch (ResourceNotFoundException e) {
      throw new ShardGoneException(
          this
              + " does not exist any more: it expired before it was read to its end, or the stream"
              + " was deleted. The records that were not read are lost. Restart the connector to"
              + " continue with the existing shards. A longer retention of the stream prevents"
              + " this.",
          e);
    }
  }

  private GetRecordsResponse read() {
    return client.getRecords(request -> request.shardIterator(iterator).limit(limit));
  }

  private String open() {
    GetShardIteratorRequest.Builder request =
        GetShardIteratorRequest.builder().streamName(stream).shardId(shard);
    if (position instanceof Position.After after) {
      return openAt(
          request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER),
          after.sequenceNumber());
    }
    if (position instanceof Position.Within within) {
      return openAt(
          request.shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER), within.sequenceNumber());
    }
    if (position instanceof Position.Since since) {
      return openSince(request, since);
    }
    return open(request.shardIteratorType(ShardIteratorType.TRIM_HORIZON));
  }

  private String openAt(GetShardIteratorRequest.Builder request, String sequenceNumber) {
    try {
      return open(request.startingSequenceNumber(sequenceNumber));
    } catch (InvalidArgumentException e) {
      throw new ConnectException(
          this
              + " has no record "
              + sequenceNumber
              + " any more, which was the last record read: it is older than the retention of the"
              + " stream, or the stream was deleted and created again. To continue at"
              + " kinesis.position, stop the connector (PUT .../stop), clear the offset (PATCH"
              + " .../offsets with {\"offsets\":[{\"partition\":{\"stream\":\""
              + stream
              + "\",\"shard\":\""
              + shard
              + "\"},\"offset\":null}]}) and resume it (PUT .../resume).",
          e);
    }
  }

  private String openSince(GetShardIteratorRequest.Builder request, Position.Since since) {
    try {
      return open(
          request.shardIteratorType(ShardIteratorType.AT_TIMESTAMP).timestamp(since.arrival()));
    } catch (InvalidArgumentException e) {
      // Kinesis refuses a time that is in the future by its clock: no record arrived since then.
      return open(request.shardIteratorType(ShardIteratorType.LATEST).timestamp(null));
    }
  }

  private String open(GetShardIteratorRequest.Builder request) {
    return client.getShardIterator(request.build()).shardIterator();
  }

  @Override
  public String toString() {
    return "shard " + shard + " of stream " + stream;
  }
}
