package io.tweetsentiment.connect.kinesis;

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
  private Position position;
  private String iterator;

  /**
   * A reader that has not called Kinesis yet.
   *
   * @param limit most records of a page
   */
  ShardReader(KinesisClient client, String stream, String shard, Position position, int limit) {
    this.client = client;
    this.stream = stream;
    this.shard = shard;
    this.position = position;
    this.limit = limit;
  }

  /**
   * The next page. After an error of the SDK the same page can be asked for again.
   *
   * @throws ConnectException when records are lost, because they or the shard ({@link
   *     ShardGoneException}) are gone
   */
  Page next() {
    GetRecordsResponse answer = records();
    List<Record> records = answer.records();
    if (!records.isEmpty()) {
      position = new Position.After(records.get(records.size() - 1).sequenceNumber());
    }
    iterator = answer.nextShardIterator();
    Long behind = answer.millisBehindLatest();
    return new Page(shard, records, behind == null ? 0 : behind, iterator == null);
  }

  private GetRecordsResponse records() {
    try {
      if (iterator == null) {
        iterator = open();
      }
      try {
        return read();
      } catch (ExpiredIteratorException | InvalidArgumentException e) {
        // Iterators live for five minutes, and none outlives a restart of a local endpoint.
        iterator = open();
        return read();
      }
    } catch (ResourceNotFoundException e) {
      throw new ShardGoneException(
          this
              + " is gone: it expired before it was read to its end, or the stream was deleted. What"
              + " was not read is lost. Restart the connector to go on with the shards that are"
              + " there; a longer retention of the stream leaves more time.",
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
      return openAfter(request, after);
    }
    if (position instanceof Position.Since since) {
      return openSince(request, since);
    }
    return open(request.shardIteratorType(ShardIteratorType.TRIM_HORIZON));
  }

  private String openAfter(GetShardIteratorRequest.Builder request, Position.After after) {
    try {
      return open(
          request
              .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
              .startingSequenceNumber(after.sequenceNumber()));
    } catch (InvalidArgumentException e) {
      throw new ConnectException(
          this
              + " has no record "
              + after.sequenceNumber()
              + " any more, which was the last one read: it is older than the retention of the"
              + " stream, or the stream was made anew. To go on where kinesis.position says, stop"
              + " the connector (PUT .../stop), clear the offset (PATCH .../offsets with"
              + " {\"offsets\":[{\"partition\":{\"stream\":\""
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
      // Kinesis refuses a time that is still to come by its clock: no record arrived since.
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
