package io.tweetsentiment.standalone.x;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The objects that the emulator finds: per topic a list in order of time, oldest first. Thread-safe
 * and unchanging.
 */
public interface TweetCorpus {
  /** Topics in the order in which they first appear. */
  List<String> topics();

  /** Number of objects under a topic, repeated ones included; 0 for an unknown topic. */
  int size(String topic);

  /** When the object at a position was written. */
  Instant at(String topic, int position);

  /** The object at a position. */
  Found found(String topic, int position);

  /** Tweets of a topic that were deleted in {@code [start, end)}. */
  List<Deletion> deletions(String topic, Instant start, Instant end);

  /** First position at {@code time} or later; {@link #size} if there is none. */
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

  /** Whole slices that hold all objects of the topics; empty when they have none. */
  default Optional<TimeSpan> span(Collection<String> topics, Duration slice) {
    return earliest(topics)
        .map(first -> TimeSpan.covering(first, latest(topics).orElseThrow(), slice));
  }
}
