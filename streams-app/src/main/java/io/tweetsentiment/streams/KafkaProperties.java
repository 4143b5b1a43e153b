package io.tweetsentiment.streams;

import io.tweetsentiment.streams.intake.ArrivalTimeExtractor;
import io.tweetsentiment.streams.state.BoundedMemoryRocksDBConfig;
import io.tweetsentiment.streams.state.StateStores;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The properties of Kafka Streams: defaults that the guarantees of the app need, overridden by the
 * settings of the user.
 */
public final class KafkaProperties {

  private static final int MOST_FETCHED_BYTES = 128 << 10;
  private static final int BATCH_BYTES = 64 << 10;

  private KafkaProperties() {}

  /** The defaults, overridden by all {@code kafka.*} settings. */
  public static Properties of(StreamsSettings settings) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.put(
        StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedMemoryRocksDBConfig.class);
    // The order between the two source topics does not matter, so neither waits for the other.
    properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, -1L);
    properties.put(
        StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, ArrivalTimeExtractor.class);
    properties.put(StreamsConfig.consumerPrefix("isolation.level"), "read_committed");
    properties.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
    // Records are read in the order in which they were fetched: a large fetch of a backlog would
    // delay another scorer's sentiments of its first tweets until the whole fetch is read.
    properties.put(
        StreamsConfig.mainConsumerPrefix("max.partition.fetch.bytes"), MOST_FETCHED_BYTES);
    // Each tweet causes several records in as many topics; larger batches mean fewer requests.
    properties.put(StreamsConfig.producerPrefix("batch.size"), BATCH_BYTES);
    properties.put(StreamsConfig.producerPrefix("compression.type"), "lz4");
    properties.put(
        StreamsConfig.producerPrefix("max.request.size"), StateStores.LARGEST_STATE_BYTES);
    properties.putAll(settings.kafka());
    properties.put(BoundedMemoryRocksDBConfig.BYTES, Long.toString(settings.stateMemory()));
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
    return properties;
  }
}
