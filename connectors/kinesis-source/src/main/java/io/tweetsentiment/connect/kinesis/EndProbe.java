package io.tweetsentiment.connect.kinesis;

import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Asks Kinesis whether a shard has ended, by reading one record. Threading: one caller at a time.
 */
final class EndProbe implements WaitingShards.Probe {
  private static final Logger LOG = LoggerFactory.getLogger(EndProbe.class);

  /** Kinesis may answer with empty pages before the end of a closed shard. */
  private static final int PAGES = 4;

  private final BiFunction<String, Position, ShardReader> readers;
  private final Pace pace;

  EndProbe(BiFunction<String, Position, ShardReader> readers, Pace pace) {
    this.readers = readers;
    this.pace = pace;
  }

  @Override
  public boolean ended(String shard, Position from) {
    ShardReader reader = readers.apply(shard, from);
    try {
      Page page = reader.next();
      for (int more = 1; more < PAGES && page.records().isEmpty() && !page.last(); more++) {
        page = reader.next();
      }
      pace.succeeded();
      return page.records().isEmpty() && page.last();
    } catch (SdkException e) {
      // The pause is the interval of the probes; errors that do not pass are thrown.
      LOG.debug("Asking again after {}", pace.after(e, reader.toString()));
      return false;
    }
  }
}
