package io.tweetsentiment.sql;

/** A partition of a Kafka topic, as the keys of its objects name it. */
record TopicPartitionName(String topic, int partition) {}
