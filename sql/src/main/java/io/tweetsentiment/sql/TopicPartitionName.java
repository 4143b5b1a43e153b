package io.tweetsentiment.sql;

import java.util.Comparator;

/** A partition of a Kafka topic, as the keys of its objects name it. */
record TopicPartitionName(String topic, int partition) {

  static final Comparator<TopicPartitionName> ORDER =
      Comparator.comparing(TopicPartitionName::topic)
          .thenComparingInt(TopicPartitionName::partition);
}
