package io.tweetsentiment.connect.kinesis;

import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/**
 * Finds out whether a parent shard was read to its end and committed: a read behind its committed
 * offset gives no records and no next iterator. It asks Kinesis and Connect's offsets alone, so
 * that it does not matter which task reads the parent, and a child never overtakes what is not
 * committed yet.
 *
 * <p>Threading: one call at a time.
 */
final class ParentProbe {

  private static final int SOME = 1;

  private final KinesisClient kinesis;
  private final ShardIterators iterators;
  private final Function<String, Optional<String>> committed;
  private final String parent;
  private final InitialPosition initial;
  private Optional<String> iterator = Optional.empty();
  private boolean finished;

  ParentProbe(
      KinesisClient kinesis,
      ShardIterators iterators,
      Function<String, Optional<String>> committed,
      String parent,
      InitialPosition initial) {
    this.kinesis = kinesis;
    this.iterators = iterators;
    this.committed = committed;
    this.parent = parent;
    this.initial = initial;
  }

  /** Whether the parent is finished; once true it stays so. */
  boolean finished() {
    finished = finished || probe();
    return finished;
  }

  private boolean probe() {
    try {
      if (iterator.isEmpty()) {
        iterator = iterators.open(parent, committed.apply(parent), initial);
        if (iterator.isEmpty()) {
          return true;
        }
      }
      GetRecordsResponse response =
          kinesis.getRecords(request -> request.shardIterator(iterator.get()).limit(SOME));
      if (!response.records().isEmpty()) {
        // Its reader has not committed these yet; look again from where it will be.
        iterator = Optional.empty();
        return false;
      }
      iterator = Optional.ofNullable(response.nextShardIterator());
      return iterator.isEmpty();
    } catch (ExpiredIteratorException e) {
      iterator = Optional.empty();
      return false;
    } catch (ResourceNotFoundException e) {
      // Its records are past the retention and the stream has forgotten it.
      return true;
    }
  }
}
