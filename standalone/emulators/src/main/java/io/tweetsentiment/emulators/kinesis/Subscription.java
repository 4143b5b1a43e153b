package io.tweetsentiment.emulators.kinesis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tweetsentiment.emulators.wire.AwsEncoding;
import io.tweetsentiment.emulators.wire.AwsEvents;
import io.tweetsentiment.emulators.wire.TokenBucket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * The events of one subscription to a shard: records as they arrive, an event without records now
 * and then, and the child shards at the end of a closed shard. It ends after the time that the
 * service grants. Threading: {@code poll} by one thread, the rest by any.
 */
final class Subscription implements AwsEvents {
  private static final long LARGEST_EVENT = 2 << 20;
  private static final int MOST_RECORDS = 10_000;
  private static final long HEARTBEAT_MS = 1_000;

  private final KinesisStream stream;
  private final Shard shard;
  private final KinesisEmulatorSettings settings;
  private final AwsEncoding wire;
  private final TokenBucket bytes;
  private final long startedAt;
  private long counter;
  private long lastEvent;
  private volatile boolean ended;

  Subscription(
      KinesisStream stream,
      Shard shard,
      long counter,
      KinesisEmulatorSettings settings,
      AwsEncoding wire) {
    this.stream = stream;
    this.shard = shard;
    this.counter = Math.max(1, counter);
    this.settings = settings;
    this.wire = wire;
    this.bytes = new TokenBucket(2 << 20, settings.clock());
    this.startedAt = settings.clock().millis();
  }

  long startedAt() {
    return startedAt;
  }

  @Override
  public String type() {
    return "SubscribeToShardEvent";
  }

  @Override
  public Optional<ObjectNode> poll() {
    long now = settings.clock().millis();
    if (ended || now - startedAt >= settings.subscriptionLife().toMillis()) {
      ended = true;
      return Optional.empty();
    }
    if (settings.shardLimits() && !bytes.takeOnCredit(0)) {
      return Optional.empty();
    }
    List<StoredRecord> records = read();
    if (!records.isEmpty()) {
      counter = records.get(records.size() - 1).counter() + 1;
      if (settings.shardLimits()) {
        bytes.takeOnCredit(records.stream().mapToInt(record -> record.data().length).sum());
      }
    }
    boolean isEnd = shard.endsBefore(counter);
    if (records.isEmpty() && !isEnd && now - lastEvent < HEARTBEAT_MS) {
      return Optional.empty();
    }
    lastEvent = now;
    ended = isEnd;
    return Optional.of(event(records, now));
  }

  private List<StoredRecord> read() {
    try {
      return shard.log().read(counter, MOST_RECORDS, LARGEST_EVENT);
    } catch (IOException e) {
      throw new UncheckedIOException("the storage failed", e);
    }
  }

  private ObjectNode event(List<StoredRecord> records, long now) {
    ObjectNode event = wire.object();
    ArrayNode list = event.putArray("Records");
    records.forEach(
        record -> ReadOperations.describe(list.addObject(), shard.info(), record, wire));
    boolean isTip = records.isEmpty() || counter >= shard.log().next();
    event.put("MillisBehindLatest", isTip ? 0 : now - records.get(records.size() - 1).arrivedAt());
    if (ended) {
      ReadOperations.children(event, stream, shard);
    } else {
      event.put("ContinuationSequenceNumber", shard.info().sequenceNumber(counter - 1));
    }
    return event;
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public void close() {
    ended = true;
  }
}
