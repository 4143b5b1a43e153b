package io.tweetsentiment.streams.state;

import io.tweetsentiment.streams.names.StoreNames;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The stores. All have a changelog. What changes many times between two commits has a cache in
 * front, so that it is written once; the others are written once or twice in their life, at some
 * distance, and a cache would only be one more place to look.
 */
public final class Storage {

  /** The stores that the processors of tweets share. */
  public static final String[] OF_TWEETS = {
    StoreNames.TWEETS,
    StoreNames.TEXTS,
    StoreNames.SENTIMENTS,
    StoreNames.PENDING,
    StoreNames.COUNTERS
  };

  private Storage() {}

  public static List<StoreBuilder<?>> of(Duration windowSize) {
    return List.of(
        onDisk(StoreNames.TWEETS, TweetState.serde()),
        onDisk(StoreNames.TEXTS, StoredText.serde()),
        onDisk(StoreNames.SENTIMENTS, StoredSentiment.serde()),
        onDisk(
            StoreNames.PENDING,
            new BinarySerde<>((sent, out) -> out.writeBoolean(sent), DataInput::readBoolean)),
        cached(Stores.inMemoryKeyValueStore(StoreNames.COUNTERS), counts()),
        cached(
            Stores.persistentKeyValueStore(StoreNames.partials(windowSize)), WindowState.serde()),
        cached(
            Stores.persistentKeyValueStore(StoreNames.windows(windowSize)), WindowState.serde()));
  }

  private static <T> StoreBuilder<?> onDisk(String name, Serde<T> values) {
    return store(Stores.persistentKeyValueStore(name), values);
  }

  private static <T> StoreBuilder<?> cached(KeyValueBytesStoreSupplier supplier, Serde<T> values) {
    return store(supplier, values).withCachingEnabled();
  }

  private static <T> StoreBuilder<KeyValueStore<String, T>> store(
      KeyValueBytesStoreSupplier supplier, Serde<T> values) {
    return Stores.keyValueStoreBuilder(supplier, Serdes.String(), values)
        .withLoggingEnabled(Map.of());
  }

  public static Serde<long[]> counts() {
    return new BinarySerde<>(Storage::write, Storage::read);
  }

  private static void write(long[] counts, DataOutput out) throws IOException {
    out.writeInt(counts.length);
    for (long count : counts) {
      out.writeLong(count);
    }
  }

  private static long[] read(DataInput in) throws IOException {
    long[] counts = new long[in.readInt()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = in.readLong();
    }
    return counts;
  }
}
