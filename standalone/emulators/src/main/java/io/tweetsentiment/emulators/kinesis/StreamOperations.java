package io.tweetsentiment.emulators.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tweetsentiment.emulators.wire.AwsEncoding;
import io.tweetsentiment.emulators.wire.AwsErrorException;
import java.io.IOException;
import java.util.List;

/** Answers the operations on streams and shards. */
final class StreamOperations {
  private static final String ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/";

  private final StreamDirectory streams;

  StreamOperations(StreamDirectory streams) {
    this.streams = streams;
  }

  ObjectNode create(Arguments in, AwsEncoding wire) throws IOException {
    streams.create(in.stream(), in.number("ShardCount", 4, 1, 10_000));
    return wire.object();
  }

  ObjectNode delete(Arguments in, AwsEncoding wire) throws IOException {
    streams.delete(in.stream());
    return wire.object();
  }

  ObjectNode list(Arguments in, AwsEncoding wire) {
    int limit = in.number("Limit", 100, 1, 10_000);
    String after = in.text("NextToken", in.text("ExclusiveStartStreamName", ""));
    List<String> names = streams.names().stream().filter(n -> n.compareTo(after) > 0).toList();
    List<String> page = names.subList(0, Math.min(limit, names.size()));
    ObjectNode out = wire.object();
    ArrayNode nameList = out.putArray("StreamNames");
    ArrayNode summaries = out.putArray("StreamSummaries");
    for (String name : page) {
      nameList.add(name);
      identify(summaries.addObject(), streams.stream(name), wire);
    }
    out.put("HasMoreStreams", page.size() < names.size());
    if (page.size() < names.size()) {
      out.put("NextToken", page.get(page.size() - 1));
    }
    return out;
  }

  static String arn(KinesisStream stream) {
    return ARN + stream.info().name();
  }

  private static void identify(ObjectNode out, KinesisStream stream, AwsEncoding wire) {
    StreamInfo info = stream.info();
    out.put("StreamName", info.name());
    out.put("StreamARN", arn(stream));
    out.put("StreamStatus", "ACTIVE");
    out.putObject("StreamModeDetails").put("StreamMode", "PROVISIONED");
    wire.putTime(out, "StreamCreationTimestamp", info.createdAt());
  }

  private static void describe(ObjectNode out, KinesisStream stream, AwsEncoding wire) {
    identify(out, stream, wire);
    out.put("RetentionPeriodHours", stream.info().retentionHours());
    out.put("EncryptionType", "NONE");
    out.putArray("EnhancedMonitoring").addObject().putArray("ShardLevelMetrics");
  }

  ObjectNode summary(Arguments in, AwsEncoding wire) {
    KinesisStream stream = streams.stream(in.stream());
    ObjectNode out = wire.object();
    ObjectNode summary = out.putObject("StreamDescriptionSummary");
    describe(summary, stream, wire);
    summary.put("OpenShardCount", stream.openShards().size());
    summary.put("ConsumerCount", stream.info().consumers().size());
    return out;
  }

  ObjectNode describe(Arguments in, AwsEncoding wire) {
    KinesisStream stream = streams.stream(in.stream());
    int limit = in.number("Limit", 100, 1, 10_000);
    String after = in.text("ExclusiveStartShardId", "");
    ObjectNode out = wire.object();
    ObjectNode description = out.putObject("StreamDescription");
    describe(description, stream, wire);
    List<ShardInfo> rest = ShardFilter.after(stream, after);
    ArrayNode shards = description.putArray("Shards");
    rest.stream().limit(limit).forEach(shard -> describe(shards.addObject(), shard));
    description.put("HasMoreShards", rest.size() > limit);
    return out;
  }

  ObjectNode listShards(Arguments in, AwsEncoding wire) {
    int limit = in.number("MaxResults", 1000, 1, 10_000);
    String[] token = in.text("NextToken", "").split("\\|", -1);
    if (in.has("NextToken") && (token.length != 2 || in.has("StreamName"))) {
      throw AwsErrorException.of(
          "InvalidArgumentException", "NextToken is invalid, or StreamName is given as well");
    }
    String name = in.has("NextToken") ? token[0] : in.stream();
    String after = in.has("NextToken") ? token[1] : in.text("ExclusiveStartShardId", "");
    JsonNode filter = in.input().path("ShardFilter");
    List<ShardInfo> rest = ShardFilter.select(streams.stream(name), after, filter, wire);
    ObjectNode out = wire.object();
    ArrayNode shards = out.putArray("Shards");
    rest.stream().limit(limit).forEach(shard -> describe(shards.addObject(), shard));
    if (rest.size() > limit) {
      out.put("NextToken", name + "|" + rest.get(limit - 1).id());
    }
    return out;
  }

  private static void describe(ObjectNode out, ShardInfo shard) {
    out.put("ShardId", shard.id());
    if (shard.parent() >= 0) {
      out.put("ParentShardId", ShardInfo.id(shard.parent()));
    }
    if (shard.adjacentParent() >= 0) {
      out.put("AdjacentParentShardId", ShardInfo.id(shard.adjacentParent()));
    }
    describe(out.putObject("HashKeyRange"), shard.range());
    ObjectNode numbers = out.putObject("SequenceNumberRange");
    numbers.put("StartingSequenceNumber", shard.sequenceNumber(0));
    if (!shard.open()) {
      numbers.put("EndingSequenceNumber", shard.sequenceNumber(shard.closedBefore()));
    }
  }

  static void describe(ObjectNode out, HashRange range) {
    out.put("StartingHashKey", range.start().toString());
    out.put("EndingHashKey", range.end().toString());
  }

  ObjectNode split(Arguments in, AwsEncoding wire) throws IOException {
    streams.stream(in.stream()).split(in.text("ShardToSplit"), in.hashKey("NewStartingHashKey"));
    return wire.object();
  }

  ObjectNode merge(Arguments in, AwsEncoding wire) throws IOException {
    streams.stream(in.stream()).merge(in.text("ShardToMerge"), in.text("AdjacentShardToMerge"));
    return wire.object();
  }

  ObjectNode retention(Arguments in, AwsEncoding wire) throws IOException {
    streams.stream(in.stream()).retention(in.number("RetentionPeriodHours", 0, 24, 8760));
    return wire.object();
  }
}
