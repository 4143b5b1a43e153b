package io.tweetsentiment.sql.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds what is missing between the objects of a Kafka partition.
 *
 * <p>The end of a transaction takes one offset and no record, so one missing offset is none.
 * Objects of several days overlap: a gap is what none of them spans, so a hole beside an object of
 * another day is not seen. Neither is one before the first object or after the last.
 */
final class OffsetGapFinder {

  private static final int MARKER = 1;

  private OffsetGapFinder() {}

  /** The gaps of one partition, in order. */
  static List<OffsetGap> of(TopicPartition partition, List<LoadedRange> ranges) {
    List<LoadedRange> sorted =
        ranges.stream().sorted(Comparator.comparingLong(LoadedRange::startOffset)).toList();
    List<OffsetGap> gaps = new ArrayList<>();
    long end = -1;
    // Of an object whose end nobody knows it cannot be said that something is missing after it.
    boolean endIsKnown = false;
    for (LoadedRange range : sorted) {
      if (endIsKnown && range.startOffset() - end > 1 + MARKER) {
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
