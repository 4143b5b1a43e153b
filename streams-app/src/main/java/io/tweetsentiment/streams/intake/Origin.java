package io.tweetsentiment.streams.intake;

/**
 * Where a record came from.
 *
 * @param topic Kafka topic
 * @param partition its partition
 * @param offset its offset
 * @param timestamp arrival time, milliseconds since the epoch
 */
public record Origin(String topic, int partition, long offset, long timestamp) {}
