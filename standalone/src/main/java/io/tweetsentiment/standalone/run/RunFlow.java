package io.tweetsentiment.standalone.run;

import io.tweetsentiment.producer.IngestRun;
import io.tweetsentiment.schemas.Topics;
import io.tweetsentiment.sql.audit.LoadedRange;
import io.tweetsentiment.standalone.parts.Connectors;
import io.tweetsentiment.standalone.parts.StreamsPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** Reads the state of the running parts for {@link Completion}. */
final class RunFlow implements Completion.Flow {

  private static final String REPARTITION_SUFFIX = "-repartition";

  private final Pipeline pipeline;
  private final Admin admin;
  private final IngestRun ingest;
  private final CompletableFuture<?> fetching;

  RunFlow(Pipeline pipeline, Admin admin, IngestRun ingest, CompletableFuture<?> fetching) {
    this.pipeline = pipeline;
    this.admin = admin;
    this.ingest = ingest;
    this.fetching = fetching;
  }

  @Override
  public Optional<String> ingesting() {
    if (fetching.isDone() && !fetching.isCompletedExceptionally()) {
      return Optional.empty();
    }
    return Optional.of("the producer: " + ingest.progress());
  }

  @Override
  public Optional<String> bridging() throws Exception {
    return ShardProgress.behind(
            ingest.acknowledged(),
            ShardProgress.committed(
                pipeline.connect().offsets(Connectors.SOURCE), "shard", "sequence_number"))
        .map(shard -> "the source connector: " + shard);
  }

  @Override
  public Map<TopicPartition, Long> committed(String group) throws Exception {
    Map<TopicPartition, Long> committed = new HashMap<>();
    admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get()
        .forEach((partition, offset) -> committed.put(partition, offset.offset()));
    return committed;
  }

  @Override
  public List<String> consumedTopics() throws Exception {
    List<String> topics = new ArrayList<>();
    topics.add(Topics.RAW.topicName());
    topics.add(Topics.SENTIMENT.topicName());
    Set<String> all = admin.listTopics().names().get();
    all.stream()
        .filter(
            t -> t.startsWith(StreamsPart.APPLICATION_ID + "-") && t.endsWith(REPARTITION_SUFFIX))
        .forEach(topics::add);
    return topics;
  }

  @Override
  public Optional<String> settling() {
    return pipeline.streams().settling();
  }

  @Override
  public boolean nothingToLoad() {
    return pipeline.loaderLoop().loadNow().objects() == 0;
  }

  @Override
  public List<LoadedRange> loaded(TopicPartition partition) {
    return pipeline.loader().ranges(partition.topic(), partition.partition());
  }
}
