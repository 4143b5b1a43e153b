package io.tweetsentiment.streams;

import io.tweetsentiment.streams.intake.ArrivalTime;
import io.tweetsentiment.streams.state.BoundedMemory;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;

/** The properties of Kafka Streams: what the guarantees need, under what the user sets. */
final class KafkaProperties {

  private static final int MOST_FETCHED_BYTES = 128 << 10;
  private static final int BATCH_BYTES = 64 << 10;

  private KafkaProperties() {}

  /** All of {@code kafka.*} is passed on, over these defaults. */
  static Properties of(StreamsSettings settings) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedMemory.class);
    // Which of the two source topics comes first does not matter, so none waits for the other.
    properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, -1L);
    properties.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, ArrivalTime.class);
    properties.put(StreamsConfig.consumerPrefix("isolation.level"), "read_committed");
    properties.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
    // Fetched records are read in the order of their fetches: a large fetch of a backlog would keep
    // the sentiments of its first tweets waiting until all of it is read.
    properties.put(
        StreamsConfig.mainConsumerPrefix("max.partition.fetch.bytes"), MOST_FETCHED_BYTES);
    // A tweet is about nine records to as many topics; larger batches mean fewer requests.
    properties.put(StreamsConfig.producerPrefix("batch.size"), BATCH_BYTES);
    properties.putAll(settings.kafka());
    properties.put(BoundedMemory.BYTES, Long.toString(settings.stateMemory()));
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
    return properties;
  }
}
