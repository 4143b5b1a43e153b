package io.tweetsentiment.emulators.kinesis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tweetsentiment.emulators.wire.AwsEncoding;
import io.tweetsentiment.emulators.wire.AwsErrorException;
import java.io.IOException;
import java.util.List;

/** Answers GetShardIterator and GetRecords. */
final class ReadOperations {
  private static final long MAX_BYTES = 10 << 20;

  private final StreamDirectory streams;
  private final KinesisEmulatorSettings settings;

  ReadOperations(StreamDirectory streams, KinesisEmulatorSettings settings) {
    this.streams = streams;
    this.settings = settings;
  }

  ObjectNode shardIterator(Arguments in, AwsEncoding wire) throws IOException {
    KinesisStream stream = streams.stream(in.stream());
    Shard shard = stream.shard(in.text("ShardId"));
    ShardIterator iterator =
        new ShardIterator(
            stream.info().name(),
            shard.info().number(),
            counter(in.text("ShardIteratorType"), in, "StartingSequenceNumber", shard, wire),
            settings.clock().millis());
    return wire.object().put("ShardIterator", iterator.token());
  }

  /** The counter of the first record at a position. */
  static long counter(String type, Arguments in, String numberField, Shard shard, AwsEncoding wire)
      throws IOException {
    return switch (type) {
      case "TRIM_HORIZON" -> 0;
      case "LATEST" -> shard.log().next();
      case "AT_SEQUENCE_NUMBER" -> named(in, numberField, shard);
      case "AFTER_SEQUENCE_NUMBER" -> named(in, numberField, shard) + 1;
      case "AT_TIMESTAMP" -> {
        in.text("Timestamp");
        yield shard.log().firstArrivedSince(wire.time(in.input().get("Timestamp")).toEpochMilli());
      }
      default -> throw Arguments.invalid("Value '" + type + "' at 'shardIteratorType' is unknown");
    };
  }

  private static long named(Arguments in, String numberField, Shard shard) {
    try {
      return shard.info().counter(in.text(numberField));
    } catch (IllegalArgumentException e) {
      throw AwsErrorException.of("InvalidArgumentException", e.getMessage());
    }
  }

  ObjectNode records(Arguments in, AwsEncoding wire) throws IOException {
    ShardIterator iterator = ShardIterator.of(in.text("ShardIterator"));
    int limit = in.number("Limit", 10_000, 1, 10_000);
    KinesisStream stream = streams.stream(iterator.stream());
    Shard shard = stream.shard(ShardInfo.id(iterator.shard()));
    long now = settings.clock().millis();
    long age = now - iterator.issuedAt();
    if (age > settings.iteratorLife().toMillis()) {
      throw AwsErrorException.of(
          "ExpiredIteratorException",
          "Iterator expired. It was issued "
              + age
              + " ms ago; iterators are valid for "
              + settings.iteratorLife().toMillis()
              + " ms.");
    }
    if (!shard.admitsRead()) {
      throw AwsErrorException.of(
          "ProvisionedThroughputExceededException",
          "Rate exceeded for shard " + shard.info().id() + " in stream " + iterator.stream());
    }
    List<StoredRecord> records = shard.log().read(iterator.counter(), limit, MAX_BYTES);
    long next =
        records.isEmpty() ? iterator.counter() : records.get(records.size() - 1).counter() + 1;
    ObjectNode out = wire.object();
    ArrayNode list = out.putArray("Records");
    long bytes = 0;
    for (StoredRecord record : records) {
      bytes += record.data().length;
      describe(list.addObject(), shard.info(), record, wire);
    }
    shard.charge(bytes);
    boolean tip = next >= shard.log().next();
    out.put(
        "MillisBehindLatest",
        tip || records.isEmpty() ? 0 : now - records.get(records.size() - 1).arrivedAt());
    if (shard.endsBefore(next)) {
      children(out, stream, shard);
    } else {
      ShardIterator following = new ShardIterator(iterator.stream(), iterator.shard(), next, now);
      out.put("NextShardIterator", following.token());
    }
    return out;
  }

  static void describe(ObjectNode out, ShardInfo shard, StoredRecord record, AwsEncoding wire) {
    out.put("SequenceNumber", shard.sequenceNumber(record.counter()));
    wire.putTime(out, "ApproximateArrivalTimestamp", record.arrivedAt());
    out.put("Data", record.data());
    out.put("PartitionKey", record.partitionKey());
    out.put("EncryptionType", "NONE");
  }

  static void children(ObjectNode out, KinesisStream stream, Shard parent) {
    ArrayNode children = out.putArray("ChildShards");
    for (Shard shard : stream.shards()) {
      ShardInfo child = shard.info();
      if (child.childOf(parent.info().number())) {
        ObjectNode node = children.addObject().put("ShardId", child.id());
        ArrayNode parents = node.putArray("ParentShards").add(ShardInfo.id(child.parent()));
        if (child.adjacentParent() >= 0) {
          parents.add(ShardInfo.id(child.adjacentParent()));
        }
        StreamOperations.describe(node.putObject("HashKeyRange"), child.range());
      }
    }
  }
}
