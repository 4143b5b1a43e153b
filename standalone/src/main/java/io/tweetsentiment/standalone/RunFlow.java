package io.tweetsentiment.standalone;

import io.tweetsentiment.producer.IngestRun;
import io.tweetsentiment.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** The running parts as {@link Completion} asks them. */
final class RunFlow implements Completion.Flow {

  private static final String REPARTITION_SUFFIX = "-repartition";

  private final Pipeline pipeline;
  private final IngestRun ingest;
  private final CompletableFuture<?> fetching;

  RunFlow(Pipeline pipeline, IngestRun ingest, CompletableFuture<?> fetching) {
    this.pipeline = pipeline;
    this.ingest = ingest;
    this.fetching = fetching;
  }

  @Override
  public boolean ingested() {
    return fetching.isDone() && !fetching.isCompletedExceptionally();
  }

  @Override
  public boolean bridged() throws Exception {
    return ShardProgress.reached(
        ingest.acknowledged(),
        ShardProgress.committed(
            pipeline.connect().offsets(Connectors.SOURCE), "shard", "sequence_number"));
  }

  @Override
  public List<String> consumedTopics() throws Exception {
    List<String> topics = new ArrayList<>();
    topics.add(Topics.RAW.topicName());
    topics.add(Topics.SENTIMENT.topicName());
    try (Admin admin = Admin.create(pipeline.broker().clientProperties())) {
      Set<String> all = admin.listTopics().names().get();
      all.stream()
          .filter(t -> t.startsWith(StreamsNames.GROUP + "-") && t.endsWith(REPARTITION_SUFFIX))
          .forEach(topics::add);
    }
    return topics;
  }

  @Override
  public boolean settled() {
    return pipeline.streams().settled();
  }

  @Override
  public boolean nothingToLoad() {
    return pipeline.loaderLoop().loadNow().objects() == 0;
  }

  @Override
  public boolean audited(TopicPartition partition, long offset) {
    return pipeline.loader().covers(partition.topic(), partition.partition(), offset);
  }
}
