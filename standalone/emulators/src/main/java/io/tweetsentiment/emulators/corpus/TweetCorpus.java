package io.tweetsentiment.emulators.corpus;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The objects that the emulator finds: for each topic a list in order of time, oldest first.
 * Thread-safe and immutable.
 */
public interface TweetCorpus {
  /** Topics in the order in which they first appear. */
  List<String> topics();

  /** Number of objects under a topic, including repeated ones; 0 for an unknown topic. */
  int size(String topic);

  /** When the object at a position was written. */
  Instant at(String topic, int position);

  /** The object at a position. */
  CorpusObject object(String topic, int position);

  /** Tweets of a topic that were deleted in {@code [start, end)}. */
  List<Deletion> deletions(String topic, Instant start, Instant end);

  /** Size in bytes of the object at a position, to limit the size of a page; 0 when it is small. */
  default int bytes(String topic, int position) {
    return 0;
  }

  /** Position of the first object at {@code time} or later; {@link #size} if there is none. */
  default int position(String topic, Instant time) {
    int low = 0;
    int high = size(topic);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (at(topic, middle).isBefore(time)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Time of the oldest object under any of the topics; empty when they have none. */
  default Optional<Instant> earliest(Collection<String> topics) {
    return topics.stream()
        .filter(topic -> size(topic) > 0)
        .map(topic -> at(topic, 0))
        .min(Comparator.naturalOrder());
  }

  /** Time of the newest object under any of the topics; empty when they have none. */
  default Optional<Instant> latest(Collection<String> topics) {
    return topics.stream()
        .filter(topic -> size(topic) > 0)
        .map(topic -> at(topic, size(topic) - 1))
        .max(Comparator.naturalOrder());
  }

  /**
   * The slices that contain objects of the topics, merged to spans in order of time. A gap without
   * objects that is not longer than {@code gap} is part of a span.
   */
  default List<TimeSpan> spans(Collection<String> topics, Duration slice, Duration gap) {
    long millis = slice.toMillis();
    TreeSet<Long> slices = new TreeSet<>();
    for (String topic : topics) {
      for (int i = 0; i < size(topic); i++) {
        slices.add(Math.floorDiv(at(topic, i).toEpochMilli(), millis) * millis);
      }
    }
    List<TimeSpan> spans = new ArrayList<>();
    for (long start : slices) {
      TimeSpan last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
      Instant from = Instant.ofEpochMilli(start);
      Instant to = Instant.ofEpochMilli(start + millis);
      if (last != null && !from.isAfter(last.end().plus(gap))) {
        spans.set(spans.size() - 1, new TimeSpan(last.start(), to));
      } else {
        spans.add(new TimeSpan(from, to));
      }
    }
    return spans;
  }

  /**
   * The span of whole slices that contains all objects of the topics; empty when they have none.
   */
  default Optional<TimeSpan> span(Collection<String> topics, Duration slice) {
    return earliest(topics)
        .map(first -> TimeSpan.covering(first, latest(topics).orElseThrow(), slice));
  }
}
