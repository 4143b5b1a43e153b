package io.tweetsentiment.connect.kinesis;

import io.tweetsentiment.connect.kinesis.shards.Position;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** Determines whether a shard has ended by reading one record. Threading: one caller at a time. */
final class EndProbe implements WaitingShards.Probe {
  private static final Logger LOG = LoggerFactory.getLogger(EndProbe.class);

  /**
   * Maximum number of pages per probe; more would use up the read quota of the task that reads the
   * shard.
   */
  private static final int PAGES = 4;

  private record Started(Position from, ShardReader reader) {}

  private final BiFunction<String, Position, ShardReader> readers;
  private final KinesisBackoff backoff;
  private final Map<String, Started> started = new HashMap<>();

  EndProbe(BiFunction<String, Position, ShardReader> readers, KinesisBackoff backoff) {
    this.readers = readers;
    this.backoff = backoff;
  }

  /**
   * A shard that expired after it was listed has ended; the task that reads it reports the loss.
   *
   * <p>If no record arrived for a long time, hundreds of empty pages may precede the end. Each
   * probe continues where the previous one stopped, so that it reaches the end of such a shard too.
   */
  @Override
  public boolean ended(String shard, Position from) {
    Started probe =
        started.compute(
            shard,
            (id, last) ->
                last != null && last.from().equals(from)
                    ? last
                    : new Started(from, readers.apply(id, from)));
    try {
      for (int pages = 0; pages < PAGES; pages++) {
        FetchedRecords page = probe.reader().next();
        backoff.succeeded();
        boolean more = !page.records().isEmpty();
        if (more || page.last()) {
          // The reader is past the position at which the next probe must start.
          started.remove(shard);
          return !more;
        }
      }
    } catch (ShardGoneException e) {
      started.remove(shard);
      return true;
    } catch (SdkException e) {
      // The interval between probes serves as the pause; fatal errors are thrown.
      LOG.debug("The probe is repeated, backoff {}", backoff.after(e, probe.reader().toString()));
    }
    return false;
  }
}
