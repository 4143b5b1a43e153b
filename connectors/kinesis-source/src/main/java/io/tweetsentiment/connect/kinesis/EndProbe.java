package io.tweetsentiment.connect.kinesis;

import io.tweetsentiment.connect.kinesis.shards.Position;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Asks Kinesis whether a shard has ended, by reading one record. Threading: one caller at a time.
 */
final class EndProbe implements WaitingShards.Probe {
  private static final Logger LOG = LoggerFactory.getLogger(EndProbe.class);

  /** Most pages of one probe; more would take the reads of the task that reads the shard. */
  private static final int PAGES = 4;

  private record Begun(Position from, ShardReader reader) {}

  private final BiFunction<String, Position, ShardReader> readers;
  private final KinesisBackoff backoff;
  private final Map<String, Begun> begun = new HashMap<>();

  EndProbe(BiFunction<String, Position, ShardReader> readers, KinesisBackoff backoff) {
    this.readers = readers;
    this.backoff = backoff;
  }

  /**
   * A shard that expired since it was listed has ended: whoever reads it says what was lost.
   *
   * <p>Where nothing arrived for long, hundreds of empty pages may come before the end. A probe
   * goes on where the one before left off, so that a quiet shard ends too.
   */
  @Override
  public boolean ended(String shard, Position from) {
    Begun probe =
        begun.compute(
            shard,
            (id, last) ->
                last != null && last.from().equals(from)
                    ? last
                    : new Begun(from, readers.apply(id, from)));
    try {
      for (int pages = 0; pages < PAGES; pages++) {
        Page page = probe.reader().next();
        backoff.succeeded();
        boolean more = !page.records().isEmpty();
        if (more || page.last()) {
          // The reader is past what the next probe has to see.
          begun.remove(shard);
          return !more;
        }
      }
    } catch (ShardGoneException e) {
      begun.remove(shard);
      return true;
    } catch (SdkException e) {
      // The pause is the interval of the probes; errors that do not pass are thrown.
      LOG.debug("Asking again after {}", backoff.after(e, probe.reader().toString()));
    }
    return false;
  }
}
