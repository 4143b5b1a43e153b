package io.tweetsentiment.connect.kinesis;

import java.util.Optional;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Opens shard iterators on one stream. */
final class ShardIterators {

  private final KinesisClient kinesis;
  private final String stream;

  ShardIterators(KinesisClient kinesis, String stream) {
    this.kinesis = kinesis;
    this.stream = stream;
  }

  /**
   * An iterator behind the last record that was read, or at the initial position when none was.
   *
   * @return empty when the shard is closed and nothing of it lies there
   */
  Optional<String> open(String shard, Optional<String> lastRead, InitialPosition initial) {
    GetShardIteratorRequest.Builder request =
        GetShardIteratorRequest.builder().streamName(stream).shardId(shard);
    if (lastRead.isPresent()) {
      request
          .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
          .startingSequenceNumber(lastRead.get());
    } else {
      request.shardIteratorType(ShardIteratorType.fromValue(initial.kind().name()));
      initial.timestamp().ifPresent(request::timestamp);
    }
    return Optional.ofNullable(kinesis.getShardIterator(request.build()).shardIterator());
  }
}
