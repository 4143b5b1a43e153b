package io.tweetsentiment.sql.audit;

import java.util.Comparator;

/** A partition of a Kafka topic, as named in the keys of its objects. */
public record TopicPartition(String topic, int partition) {

  static final Comparator<TopicPartition> ORDER =
      Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);
}
