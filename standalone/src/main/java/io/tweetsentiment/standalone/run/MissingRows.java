package io.tweetsentiment.standalone.run;

import io.tweetsentiment.sql.audit.LoadedRange;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Compares the records of a partition with the offset ranges that were loaded. Pure. */
final class MissingRows {

  private MissingRows() {}

  /**
   * Describes the records that no loaded object holds; empty when there are none.
   *
   * @param records offsets of the partition's records, without transaction markers
   * @param ranges what the loaded objects hold; the ranges of different days overlap
   */
  static Optional<String> of(TopicPartition partition, BitSet records, List<LoadedRange> ranges) {
    BitSet outside = (BitSet) records.clone();
    long rows = 0;
    for (LoadedRange range : ranges) {
      // The offsets come from object names and metadata: they may be out of order or beyond the
      // end.
      long end = Math.min(range.endOffset().orElse(range.startOffset()), records.length());
      if (range.startOffset() <= end) {
        outside.clear((int) range.startOffset(), (int) end + 1);
      }
      rows += range.rows().orElse(0);
    }
    int all = records.cardinality();
    if (!outside.isEmpty()) {
      int first = outside.nextSetBit(0);
      int covered = records.nextSetBit(outside.nextClearBit(first));
      int last = outside.previousSetBit(covered < 0 ? outside.length() : covered);
      return Optional.of(
          message(
              partition,
              outside.cardinality(),
              all,
              "from offset " + first + " to " + last,
              first));
    }
    return rows >= all
        ? Optional.empty()
        : Optional.of(
            message(
                partition,
                all - rows,
                all,
                "between objects of other days",
                records.nextSetBit(0)));
  }

  private static String message(
      TopicPartition partition, long missing, int all, String where, int from) {
    return String.format(
        "%s/%d: %d of %d records are in no loaded object, %s. Was an object removed from the bucket"
            + " before it was loaded? Put it back, or set the sink's offset back to %d (README, When"
            + " an object is gone)",
        partition.topic(), partition.partition(), missing, all, where, from);
  }
}
