package io.tweetsentiment.emulators.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import io.tweetsentiment.emulators.wire.AwsEncoding;
import io.tweetsentiment.emulators.wire.AwsErrorException;
import java.util.List;
import java.util.function.Predicate;

/** Selects the shards of a listing. Shards are kept forever, so FROM_TRIM_HORIZON means all. */
final class ShardFilter {
  private ShardFilter() {}

  static List<ShardInfo> after(KinesisStream stream, String shardId) {
    return stream.shards().stream()
        .map(Shard::info)
        .filter(shard -> shard.id().compareTo(shardId) > 0)
        .toList();
  }

  static List<ShardInfo> select(
      KinesisStream stream, String after, JsonNode filter, AwsEncoding wire) {
    Predicate<ShardInfo> wanted = filter.isObject() ? predicate(filter, wire) : shard -> true;
    return after(stream, after).stream().filter(wanted).toList();
  }

  private static Predicate<ShardInfo> predicate(JsonNode filter, AwsEncoding wire) {
    String type = filter.path("Type").asText();
    String shardId = filter.path("ShardId").asText();
    long time = wire.time(filter.path("Timestamp")).toEpochMilli();
    return switch (type) {
      case "AT_TRIM_HORIZON" -> shard -> shard.parent() < 0;
      case "FROM_TRIM_HORIZON" -> shard -> true;
      case "AT_LATEST" -> ShardInfo::open;
      case "AFTER_SHARD_ID" -> shard -> shard.id().compareTo(shardId) > 0;
      case "AT_TIMESTAMP" -> shard -> shard.createdAt() <= time && openSince(shard, time);
      case "FROM_TIMESTAMP" -> shard -> openSince(shard, time);
      default ->
          throw AwsErrorException.of(
              "InvalidArgumentException", "unknown ShardFilter type " + type);
    };
  }

  private static boolean openSince(ShardInfo shard, long time) {
    return shard.open() || shard.closedAt() >= time;
  }
}
