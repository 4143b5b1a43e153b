package io.tweetsentiment.streams;

import io.tweetsentiment.schemas.SentimentAggregate;
import io.tweetsentiment.settings.SettingsException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Reads aggregates from the store.
 *
 * @param topic only this topic; null for all
 * @param from first window start; null for no limit
 * @param to window starts before this; null for no limit
 */
record WindowsQuery(String topic, Instant from, Instant to) {

  static WindowsQuery of(Map<String, String> query) {
    return new WindowsQuery(query.get("topic"), instant(query, "from"), instant(query, "to"));
  }

  List<SentimentAggregate> read(KafkaStreams streams, Duration windowSize) {
    ReadOnlyKeyValueStore<String, WindowState> store =
        streams.store(
            StoreQueryParameters.fromNameAndType(
                Nodes.windows(windowSize), QueryableStoreTypes.keyValueStore()));
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

  Response response(StreamsApp app) {
    return Response.json(app.windows(topic, from, to).stream().map(WindowsQuery::fields).toList());
  }

  private boolean matches(WindowKey key) {
    Instant start = key.window().start();
    return (topic == null || topic.equals(key.topic()))
        && (from == null || !start.isBefore(from))
        && (to == null || start.isBefore(to));
  }

  private static Map<String, Object> fields(SentimentAggregate aggregate) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Schema.Field field : aggregate.getSchema().getFields()) {
      Object value = aggregate.get(field.pos());
      fields.put(field.name(), value instanceof Instant instant ? instant.toString() : value);
    }
    return fields;
  }

  private static Instant instant(Map<String, String> query, String name) {
    String text = query.get(name);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new SettingsException(
          name + " is '" + text + "'; it takes an instant such as 2020-10-21T00:00:00Z.", e);
    }
  }
}
