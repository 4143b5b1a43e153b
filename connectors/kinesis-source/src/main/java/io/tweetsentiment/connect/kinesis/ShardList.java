package io.tweetsentiment.connect.kinesis;

import io.tweetsentiment.connect.kinesis.shards.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;

/** Lists the shards of a stream, including closed shards until they expire. */
record ShardList(KinesisClient client, String stream) {
  List<Shard> fetch() {
    List<Shard> shards = new ArrayList<>();
    ListShardsRequest request = ListShardsRequest.builder().streamName(stream).build();
    while (request != null) {
      ListShardsResponse page = client.listShards(request);
      page.shards().forEach(shard -> shards.add(shard(shard)));
      String token = page.nextToken();
      request = token == null ? null : ListShardsRequest.builder().nextToken(token).build();
    }
    return List.copyOf(shards);
  }

  private static Shard shard(software.amazon.awssdk.services.kinesis.model.Shard shard) {
    return new Shard(
        shard.shardId(),
        Stream.of(shard.parentShardId(), shard.adjacentParentShardId())
            .filter(parent -> parent != null && !parent.isEmpty())
            .toList(),
        shard.sequenceNumberRange() == null
            || shard.sequenceNumberRange().endingSequenceNumber() == null);
  }

  @Override
  public String toString() {
    return "the shards of stream " + stream;
  }
}
