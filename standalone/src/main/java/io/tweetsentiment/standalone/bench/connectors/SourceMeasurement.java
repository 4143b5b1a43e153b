package io.tweetsentiment.standalone.bench.connectors;

import io.tweetsentiment.standalone.parts.Broker;
import io.tweetsentiment.standalone.parts.ConnectWorker;
import io.tweetsentiment.standalone.parts.Connectors;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/**
 * Measures the Kinesis source with one task, exactly once, from a stream of four shards. The limits
 * by which it paces itself are off: the emulator has none.
 */
public final class SourceMeasurement implements AutoCloseable {
  private static final int SHARDS = 4;
  private static final int BYTES = 600;
  private static final int BATCH = 400;
  private static final int AGGREGATED = 100;
  private static final int AGGREGATES = 40;
  private static final int WARM_UP = 30;
  private static final int PROBES = 200;
  private static final long BETWEEN_PROBES_MS = 53;
  private static final Duration POLL = Duration.ofMillis(100);

  private final Broker broker;
  private final ConnectWorker worker;
  private final URI endpoint;
  private final KinesisClient kinesis;

  /**
   * A measurement.
   *
   * @param endpoint the Kinesis emulator
   */
  public SourceMeasurement(Broker broker, ConnectWorker worker, URI endpoint) {
    this.broker = broker;
    this.worker = worker;
    this.endpoint = endpoint;
    kinesis =
        KinesisClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();
  }

  /** Records of 600 bytes per second of a warm task that polls. */
  public double rate(int records) throws Exception {
    plainRate("warm-up", records, Map.of());
    return plainRate("rate", records, Map.of());
  }

  private double plainRate(String name, int records, Map<String, String> changes) throws Exception {
    SdkBytes data = SdkBytes.fromByteArray(new byte[BYTES]);
    return rate(name, records, fill(name, records / BATCH, BATCH, data), changes);
  }

  /** The same with records that are aggregated, 100 in one Kinesis record. */
  public double aggregatedRate(int records) throws Exception {
    SdkBytes data = SdkBytes.fromByteArray(KplRecord.of("key", new byte[BYTES], AGGREGATED));
    int calls = records / AGGREGATED / AGGREGATES;
    return rate("kpl", records, fill("kpl", calls, AGGREGATES, data) * AGGREGATED, Map.of());
  }

  /** The same as {@link #rate} with enhanced fan-out. */
  public double fanOutRate(int records) throws Exception {
    return plainRate("push", records, Map.of("kinesis.read.mode", "fanout"));
  }

  private int fill(String stream, int calls, int batch, SdkBytes data) {
    kinesis.createStream(request -> request.streamName(stream).shardCount(SHARDS));
    List<PutRecordsRequestEntry> entries =
        IntStream.range(0, batch)
            .mapToObj(
                i -> PutRecordsRequestEntry.builder().partitionKey("key-" + i).data(data).build())
            .toList();
    for (int i = 0; i < calls; i++) {
      kinesis.putRecords(request -> request.streamName(stream).records(entries));
    }
    return calls * batch;
  }

  private double rate(String name, int wanted, int records, Map<String, String> changes)
      throws Exception {
    createTopic(name);
    worker.put(name, config(name, changes));
    try {
      return TaskCounts.warmRate(
          "io.tweetsentiment.connect.kinesis:stream=" + name + ",*",
          "Records",
          Math.min(wanted, records),
          () -> worker.failure(name));
    } finally {
      worker.remove(name);
    }
  }

  /**
   * The median time from a put until a consumer that reads committed records has the record, in
   * milliseconds, with the connector's default pauses.
   *
   * @param readMode value of {@code kinesis.read.mode}
   */
  public double medianLatency(String readMode) throws Exception {
    String name = "latency-" + readMode;
    fill(name, 0, 1, SdkBytes.fromByteArray(new byte[1]));
    createTopic(name);
    worker.put(name, config(name, Map.of("kinesis.read.mode", readMode)));
    Thread putting = new Thread(() -> putProbes(name), "bench-probes");
    putting.setDaemon(true);
    try {
      putting.start();
      List<Long> nanos = new ArrayList<>(receiveProbes(name));
      List<Long> warm = new ArrayList<>(nanos.subList(WARM_UP, nanos.size()));
      Collections.sort(warm);
      return warm.get(warm.size() / 2) / 1e6;
    } finally {
      putting.join();
      worker.remove(name);
    }
  }

  private void putProbes(String stream) {
    try {
      for (int i = 0; i < WARM_UP + PROBES; i++) {
        int key = i;
        byte[] now = ByteBuffer.allocate(BYTES).putLong(System.nanoTime()).array();
        kinesis.putRecord(
            request ->
                request
                    .streamName(stream)
                    .partitionKey("key-" + key)
                    .data(SdkBytes.fromByteArray(now)));
        TimeUnit.MILLISECONDS.sleep(BETWEEN_PROBES_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Long> receiveProbes(String topic) {
    List<Long> nanos = new ArrayList<>();
    Map<String, Object> properties = new HashMap<>(broker.clientProperties());
    properties.put("isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, SHARDS).mapToObj(i -> new TopicPartition(topic, i)).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (nanos.size() < WARM_UP + PROBES) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          nanos.add(System.nanoTime() - ByteBuffer.wrap(record.value()).getLong());
        }
        Optional<String> failure = worker.failure(topic);
        if (failure.isPresent()) {
          throw new IllegalStateException("a task failed: " + failure.get());
        }
      }
    }
    return nanos;
  }

  private void createTopic(String topic) throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(broker.clientProperties())) {
      admin.createTopics(List.of(new NewTopic(topic, SHARDS, (short) 1))).all().get();
    }
  }

  private Map<String, String> config(String stream, Map<String, String> changes)
      throws IOException {
    Map<String, String> config = Connectors.instance(Connectors.SOURCE);
    config.put("tasks.max", "1");
    config.put("kafka.topic", stream);
    config.put("kinesis.stream", stream);
    config.put("kinesis.region", "us-east-1");
    config.put("kinesis.base.url", endpoint.toString());
    config.put("aws.access.key.id", "test");
    config.put("aws.secret.key.id", "test");
    config.put("kinesis.shard.calls.per.second", "0");
    config.put("kinesis.shard.bytes.per.second", "0");
    config.putAll(changes);
    return config;
  }

  @Override
  public void close() {
    kinesis.close();
  }
}
