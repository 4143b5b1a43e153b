package io.tweetsentiment.emulators.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tweetsentiment.emulators.wire.AwsEncoding;
import io.tweetsentiment.emulators.wire.AwsErrorException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Answers PutRecord and PutRecords. */
final class PutOperations {
  private static final int MAX_ENTRIES = 500;
  private static final int MAX_REQUEST_BYTES = 10 << 20;
  private static final String THROTTLED = "ProvisionedThroughputExceededException";

  private final StreamDirectory streams;
  private final KinesisEmulatorSettings settings;
  private final Random faults;

  PutOperations(StreamDirectory streams, KinesisEmulatorSettings settings) {
    this.streams = streams;
    this.settings = settings;
    this.faults = new Random(settings.seed());
  }

  private record Entry(BigInteger hashKey, ShardLog.Put put, int bytes) {
    static Entry of(JsonNode node) {
      Arguments in = new Arguments(node);
      String key = in.text("PartitionKey");
      if (key.isEmpty() || key.codePointCount(0, key.length()) > 256) {
        throw Arguments.invalid("Value at 'partitionKey' must have 1 to 256 characters");
      }
      byte[] data = in.data();
      if (data.length > StoredRecord.MAX_BYTES) {
        throw Arguments.invalid(
            "Value at 'data' has " + data.length + " bytes, more than 1048576 (1 MiB)");
      }
      BigInteger hashKey =
          in.has("ExplicitHashKey") ? in.hashKey("ExplicitHashKey") : HashRange.hashKey(key);
      int bytes = data.length + key.getBytes(StandardCharsets.UTF_8).length;
      return new Entry(hashKey, new ShardLog.Put(key, data), bytes);
    }
  }

  ObjectNode putRecord(Arguments in, AwsEncoding wire) throws IOException {
    KinesisStream stream = streams.stream(in.stream());
    Entry entry = Entry.of(in.input());
    return stream.write(
        () -> {
          Shard shard = stream.route(entry.hashKey());
          if (!shard.admits(entry.bytes())) {
            throw AwsErrorException.of(THROTTLED, throttled(stream, shard));
          }
          long counter = shard.log().append(List.of(entry.put()), settings.clock().millis());
          return stored(wire.object(), shard, counter).put("EncryptionType", "NONE");
        });
  }

  ObjectNode putRecords(Arguments in, AwsEncoding wire) throws IOException {
    KinesisStream stream = streams.stream(in.stream());
    List<Entry> entries = entries(in.input().path("Records"));
    return stream.write(() -> append(stream, entries, wire));
  }

  private static List<Entry> entries(JsonNode records) {
    if (records.isEmpty() || records.size() > MAX_ENTRIES) {
      throw Arguments.invalid(
          "Value at 'records' must have 1 to " + MAX_ENTRIES + " members, not " + records.size());
    }
    List<Entry> entries = new ArrayList<>(records.size());
    long bytes = 0;
    for (JsonNode record : records) {
      Entry entry = Entry.of(record);
      entries.add(entry);
      bytes += entry.bytes();
    }
    if (bytes > MAX_REQUEST_BYTES) {
      throw AwsErrorException.of(
          "InvalidArgumentException",
          "the records have " + bytes + " bytes in total, more than 10 MiB");
    }
    return entries;
  }

  private ObjectNode append(KinesisStream stream, List<Entry> entries, AwsEncoding wire)
      throws IOException {
    ObjectNode[] answers = new ObjectNode[entries.size()];
    Map<Shard, List<Integer>> admitted = new LinkedHashMap<>();
    int failed = 0;
    for (int i = 0; i < answers.length; i++) {
      Entry entry = entries.get(i);
      Shard shard = stream.route(entry.hashKey());
      if (fault() || !shard.admits(entry.bytes())) {
        failed++;
        answers[i] =
            wire.object().put("ErrorCode", THROTTLED).put("ErrorMessage", throttled(stream, shard));
      } else {
        admitted.computeIfAbsent(shard, s -> new ArrayList<>()).add(i);
      }
    }
    for (Map.Entry<Shard, List<Integer>> group : admitted.entrySet()) {
      Shard shard = group.getKey();
      List<ShardLog.Put> puts = group.getValue().stream().map(i -> entries.get(i).put()).toList();
      long counter = shard.log().append(puts, settings.clock().millis());
      for (int i : group.getValue()) {
        answers[i] = stored(wire.object(), shard, counter++);
      }
    }
    ObjectNode out = wire.object().put("FailedRecordCount", failed).put("EncryptionType", "NONE");
    ArrayNode list = out.putArray("Records");
    for (ObjectNode answer : answers) {
      list.add(answer);
    }
    return out;
  }

  private boolean fault() {
    return settings.failedEntries() > 0 && faults.nextDouble() < settings.failedEntries();
  }

  private static ObjectNode stored(ObjectNode out, Shard shard, long counter) {
    ShardInfo info = shard.info();
    return out.put("ShardId", info.id()).put("SequenceNumber", info.sequenceNumber(counter));
  }

  private static String throttled(KinesisStream stream, Shard shard) {
    return "Rate exceeded for shard "
        + shard.info().id()
        + " in stream "
        + stream.info().name()
        + " under account 000000000000.";
  }
}
