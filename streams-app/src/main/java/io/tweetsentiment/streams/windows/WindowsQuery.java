package io.tweetsentiment.streams.windows;

import io.tweetsentiment.schemas.SentimentAggregate;
import io.tweetsentiment.streams.names.StoreNames;
import io.tweetsentiment.streams.state.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Selects aggregates from the store.
 *
 * @param topic only this topic; null for all
 * @param from first window start; null for no limit
 * @param to window starts before this; null for no limit
 */
public record WindowsQuery(String topic, Instant from, Instant to) {

  public List<SentimentAggregate> read(KafkaStreams streams, Duration windowSize) {
    ReadOnlyKeyValueStore<String, WindowState> store =
        streams.store(
            StoreQueryParameters.fromNameAndType(
                StoreNames.windows(windowSize), QueryableStoreTypes.keyValueStore()));
    List<SentimentAggregate> found = new ArrayList<>();
    try (KeyValueIterator<String, WindowState> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, WindowState> entry = all.next();
        WindowKey key = WindowKey.of(entry.key, windowSize);
        if (matches(key)) {
          found.add(key.aggregate(entry.value.sum()));
        }
      }
    }
    found.sort(
        Comparator.comparing(SentimentAggregate::getWindowStart)
            .thenComparing(SentimentAggregate::getTopic));
    return found;
  }

  private boolean matches(WindowKey key) {
    Instant start = key.window().start();
    return (topic == null || topic.equals(key.topic()))
        && (from == null || !start.isBefore(from))
        && (to == null || start.isBefore(to));
  }
}
