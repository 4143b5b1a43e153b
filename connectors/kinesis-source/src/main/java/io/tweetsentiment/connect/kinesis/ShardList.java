package io.tweetsentiment.connect.kinesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.ConnectException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** Lists the shards of a stream. */
final class ShardList {

  private final KinesisClient kinesis;
  private final String stream;
  private final Pattern wanted;

  /**
   * A list of some shards.
   *
   * @param wanted shard ids that are read
   */
  ShardList(KinesisClient kinesis, String stream, Pattern wanted) {
    this.kinesis = kinesis;
    this.stream = stream;
    this.wanted = wanted;
  }

  /**
   * The wanted shards, open and closed, in the order of their ids.
   *
   * @throws ConnectException when the stream is not there or cannot be listed
   */
  List<StreamShard> read() {
    try {
      List<Shard> shards = all();
      Set<String> ids =
          shards.stream()
              .map(Shard::shardId)
              .filter(id -> wanted.matcher(id).matches())
              .collect(Collectors.toSet());
      return shards.stream()
          .filter(shard -> ids.contains(shard.shardId()))
          .map(shard -> shard(shard, ids))
          .sorted(java.util.Comparator.comparing(StreamShard::id))
          .toList();
    } catch (ResourceNotFoundException e) {
      throw new ConnectException(
          "there is no Kinesis stream "
              + stream
              + "; create it, or correct "
              + KinesisSourceConfig.STREAM
              + ", "
              + KinesisSourceConfig.REGION
              + " or "
              + KinesisSourceConfig.ENDPOINT,
          e);
    } catch (SdkException e) {
      throw new ConnectException(
          "cannot list the shards of the Kinesis stream " + stream + ": " + e.getMessage(), e);
    }
  }

  private List<Shard> all() {
    List<Shard> shards = new ArrayList<>();
    ListShardsResponse page =
        kinesis.listShards(ListShardsRequest.builder().streamName(stream).build());
    shards.addAll(page.shards());
    while (page.nextToken() != null) {
      page = kinesis.listShards(ListShardsRequest.builder().nextToken(page.nextToken()).build());
      shards.addAll(page.shards());
    }
    return shards;
  }

  private static StreamShard shard(Shard shard, Set<String> listed) {
    List<String> parents =
        Stream.of(shard.parentShardId(), shard.adjacentParentShardId())
            .filter(parent -> parent != null && listed.contains(parent))
            .toList();
    return new StreamShard(
        shard.shardId(),
        parents,
        shard.parentShardId() != null,
        shard.sequenceNumberRange() != null
            && shard.sequenceNumberRange().endingSequenceNumber() != null);
  }
}
