package io.tweetsentiment.streams.windows;

import io.tweetsentiment.schemas.SentimentAggregate;
import io.tweetsentiment.schemas.rules.Totals;
import io.tweetsentiment.schemas.rules.Window;
import java.time.Duration;
import java.time.Instant;

/**
 * The parsed key of an aggregate.
 *
 * @param window its window
 * @param topic its topic
 */
record WindowKey(Window window, String topic) {

  /** Parses a {@link Window#key}. */
  static WindowKey of(String key, Duration size) {
    int separator = key.indexOf('|');
    Instant start = Instant.parse(key.substring(0, separator));
    return new WindowKey(Window.of(start, size), key.substring(separator + 1));
  }

  SentimentAggregate aggregate(Totals totals) {
    return totals.aggregate(window, topic);
  }
}
