package io.tweetsentiment.sql.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the offsets that are missing between the objects of a Kafka partition.
 *
 * <p>A transaction marker takes one offset and no record, so a single missing offset is not a gap.
 * Objects of several days overlap, and a gap is a range that none of them spans: offsets that are
 * missing inside the range of an object of another day are not found. Neither are offsets before
 * the first object or after the last one.
 */
final class OffsetGapFinder {

  private static final int TRANSACTION_MARKER = 1;

  private OffsetGapFinder() {}

  /** The gaps of one partition, in order. */
  static List<OffsetGap> of(TopicPartition partition, List<LoadedRange> ranges) {
    List<LoadedRange> sorted =
        ranges.stream().sorted(Comparator.comparingLong(LoadedRange::startOffset)).toList();
    List<OffsetGap> gaps = new ArrayList<>();
    long end = -1;
    // After an object whose end is unknown, nothing can be said to be missing.
    boolean endIsKnown = false;
    for (LoadedRange range : sorted) {
      if (endIsKnown && range.startOffset() - end > 1 + TRANSACTION_MARKER) {
        gaps.add(
            new OffsetGap(
                partition.topic(), partition.partition(), end + 1, range.startOffset() - 1));
      }
      endIsKnown = range.endOffset().isPresent();
      end = Math.max(end, range.endOffset().orElse(range.startOffset()));
    }
    return gaps;
  }
}
