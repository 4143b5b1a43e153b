package io.tweetsentiment.standalone.bench.latency;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.tweetsentiment.schemas.SentimentAggregate;
import io.tweetsentiment.schemas.Topics;
import io.tweetsentiment.standalone.bench.live.TargetRun;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads the published aggregates of a run, committed ones only, and reports their counts. */
final class AggregateReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final TargetRun target;
  private final Latencies latencies;
  private final Thread thread = new Thread(this::read, "aggregate-reader");
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean isClosed;

  private AggregateReader(TargetRun target, Latencies latencies) {
    this.target = target;
    this.latencies = latencies;
  }

  /** Starts to read the aggregates that are published from now on. */
  static AggregateReader start(TargetRun target, Latencies latencies) {
    AggregateReader reader = new AggregateReader(target, latencies);
    reader.thread.setDaemon(true);
    reader.thread.start();
    return reader;
  }

  private void read() {
    Map<String, Object> settings = new HashMap<>(target.kafka());
    settings.put("fetch.max.wait.ms", 10);
    try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings);
        KafkaAvroDeserializer avro = new KafkaAvroDeserializer()) {
      avro.configure(
          Map.of("schema.registry.url", target.registry(), "specific.avro.reader", "true"), false);
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.AGGREGATE.topicName()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!isClosed) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          report(record, avro);
        }
      }
      ended.complete(null);
    } catch (RuntimeException e) {
      ended.completeExceptionally(e);
    }
  }

  private void report(ConsumerRecord<byte[], byte[]> record, KafkaAvroDeserializer avro) {
    Object value = avro.deserialize(record.topic(), record.value());
    if (value instanceof SentimentAggregate aggregate) {
      latencies.counted(
          new String(record.key(), StandardCharsets.UTF_8),
          aggregate.getCountTweets() + aggregate.getCountUnscored(),
          System.nanoTime());
    }
  }

  /** Throws what ended the reader, if something has. */
  void requireReading() {
    ended.getNow(null);
  }

  @Override
  public void close() {
    isClosed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
