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
 * The state stores. All have a changelog. A store whose entries change many times between two
 * commits has a cache, so that each entry is written once per commit. The entries of the other
 * stores are written once or twice in their life, so a cache would only add a lookup.
 */
public final class StateStores {

  /**
   * Largest changelog record. The state of a tweet has its raw record once for each topic under
   * which it was found, and each may take the 1 MiB that Kinesis and Kafka accept by default.
   */
  public static final int LARGEST_STATE_BYTES = 8 << 20;

  private StateStores() {}

  /** Names of the stores that the stage, join and score processors share. */
  public static String[] ofTweets() {
    return new String[] {StoreNames.TWEETS, StoreNames.PENDING, StoreNames.COUNTERS};
  }

  /** The builders of all stores. */
  public static List<StoreBuilder<?>> of(Duration windowSize) {
    String partials = StoreNames.partials(windowSize);
    String windows = StoreNames.windows(windowSize);
    return List.of(
        store(
            Stores.persistentKeyValueStore(StoreNames.TWEETS),
            new TweetIdSerde(),
            TweetState.serde()),
        store(
            Stores.persistentKeyValueStore(StoreNames.PENDING), Serdes.String(), Serdes.Boolean()),
        cached(Stores.inMemoryKeyValueStore(StoreNames.COUNTERS), counts()),
        cached(Stores.persistentKeyValueStore(partials), WindowState.serde()),
        cached(Stores.inMemoryKeyValueStore(StoreNames.unsent(partials)), Serdes.Long()),
        cached(Stores.persistentKeyValueStore(windows), WindowState.serde()),
        cached(Stores.inMemoryKeyValueStore(StoreNames.unsent(windows)), Serdes.Long()));
  }

  private static <T> StoreBuilder<?> cached(KeyValueBytesStoreSupplier supplier, Serde<T> values) {
    return store(supplier, Serdes.String(), values).withCachingEnabled();
  }

  private static <T> StoreBuilder<KeyValueStore<String, T>> store(
      KeyValueBytesStoreSupplier supplier, Serde<String> keys, Serde<T> values) {
    return Stores.keyValueStoreBuilder(supplier, keys, values)
        .withLoggingEnabled(Map.of("max.message.bytes", Integer.toString(LARGEST_STATE_BYTES)));
  }

  public static Serde<long[]> counts() {
    return new BinarySerde<>(StateStores::write, StateStores::read);
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
