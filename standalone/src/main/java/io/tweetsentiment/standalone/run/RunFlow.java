package io.tweetsentiment.standalone.run;

import io.tweetsentiment.producer.IngestRun;
import io.tweetsentiment.schemas.Topics;
import io.tweetsentiment.sql.audit.LoadedRange;
import io.tweetsentiment.standalone.parts.StreamsPart;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Reads the state of the running parts for {@link Completion}. */
final class RunFlow implements Completion.Flow {

  private static final String REPARTITION_SUFFIX = "-repartition";

  private final Pipeline pipeline;
  private final Admin admin;
  private final IngestRun ingest;
  private final CompletableFuture<?> fetching;
  private final SourceOffsets source;
  private List<String> consumed = List.of();

  RunFlow(
      Pipeline pipeline,
      Admin admin,
      SourceOffsets source,
      IngestRun ingest,
      CompletableFuture<?> fetching) {
    this.pipeline = pipeline;
    this.admin = admin;
    this.source = source;
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
  public Optional<String> bridging() {
    return ShardProgress.behind(ingest.acknowledged(), source.committed())
        .map(shard -> "the source connector: " + shard);
  }

  @Override
  public Map<String, Map<TopicPartition, Long>> committed(Collection<String> groups)
      throws Exception {
    Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
    admin
        .listConsumerGroupOffsets(
            groups.stream()
                .collect(
                    Collectors.toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec())))
        .all()
        .get()
        .forEach((group, offsets) -> committed.put(group, offsets(offsets)));
    return committed;
  }

  private static Map<TopicPartition, Long> offsets(Map<TopicPartition, OffsetAndMetadata> group) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    group.forEach((partition, offset) -> offsets.put(partition, offset.offset()));
    return offsets;
  }

  /** The topics do not change while the topology runs. */
  @Override
  public List<String> consumedTopics() throws Exception {
    if (!consumed.isEmpty()) {
      return consumed;
    }
    List<String> topics = new ArrayList<>();
    topics.add(Topics.RAW.topicName());
    topics.add(Topics.SENTIMENT.topicName());
    Set<String> all = admin.listTopics().names().get();
    all.stream()
        .filter(
            t -> t.startsWith(StreamsPart.APPLICATION_ID + "-") && t.endsWith(REPARTITION_SUFFIX))
        .forEach(topics::add);
    consumed = List.copyOf(topics);
    return topics;
  }

  @Override
  public Optional<String> settling() {
    return pipeline.streams().settling();
  }

  @Override
  public void load() {
    pipeline.loaderLoop().loadNow();
  }

  @Override
  public List<LoadedRange> loaded(TopicPartition partition) {
    return pipeline.loader().ranges(partition.topic(), partition.partition());
  }
}
