package io.tweetsentiment.standalone.run;

import io.tweetsentiment.producer.Progress;
import io.tweetsentiment.schemas.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Records in the timeline when the records reach each stage.
 *
 * <p>Threading: used by one thread.
 */
final class StageWatch {

  private static final List<Topics> TOPICS =
      List.of(Topics.RAW, Topics.SENTIMENT, Topics.MERGED, Topics.AGGREGATE);

  private final Timeline timeline;
  private final TailReader tail;
  private final Completion.Flow flow;

  StageWatch(Timeline timeline, TailReader tail, Completion.Flow flow) {
    this.timeline = timeline;
    this.tail = tail;
    this.flow = flow;
  }

  /** Compares the counts of all stages with those of the last look: two requests to Kafka. */
  void look(Progress produced, RunStatus status) throws Exception {
    timeline.count(
        "put to Kinesis", produced.tweets() + produced.malformed() + produced.deletions());
    Map<TopicPartition, Long> ends = tail.ends(TOPICS.stream().map(Topics::topicName).toList());
    timeline.count("in tweets.raw", sum(Topics.RAW, ends));
    timeline.count("received by the topology", status.counter("received"));
    timeline.count("in tweets.merged", sum(Topics.MERGED, ends));
    timeline.count("in tweets.aggregate", sum(Topics.AGGREGATE, ends));
    timeline.count("stored in S3", stored());
    timeline.count("rows in tweet", status.loadedTweets());
    timeline.count("rows in sentiment", status.loadedWindows());
  }

  private long stored() throws Exception {
    return flow
        .committed(List.of("connect-s3-sink-merged", "connect-s3-sink-aggregate"))
        .values()
        .stream()
        .map(Map::values)
        .flatMap(Collection::stream)
        .mapToLong(Long::longValue)
        .sum();
  }

  private static long sum(Topics topic, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .filter(end -> end.getKey().topic().equals(topic.topicName()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
