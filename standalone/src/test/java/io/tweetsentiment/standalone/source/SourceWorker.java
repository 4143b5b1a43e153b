package io.tweetsentiment.standalone.source;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tweetsentiment.emulators.kinesis.KinesisEmulator;
import io.tweetsentiment.standalone.parts.Broker;
import io.tweetsentiment.standalone.parts.ConnectWorker;
import io.tweetsentiment.standalone.parts.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** A broker, a Connect worker and the Kinesis emulator, for tests of the source connector. */
final class SourceWorker implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path INSTANCE = Path.of("../connectors/config/kinesis-source.json");

  private final Broker broker;
  private final ConnectWorker worker;
  private final KinesisEmulator emulator;
  private final KinesisClient kinesis;

  private SourceWorker(
      Broker broker, ConnectWorker worker, KinesisEmulator emulator, KinesisClient kinesis) {
    this.broker = broker;
    this.worker = worker;
    this.emulator = emulator;
    this.kinesis = kinesis;
  }

  /**
   * Starts all three.
   *
   * @param settings settings of the emulator
   */
  static SourceWorker start(Path folder, Map<String, String> settings) throws Exception {
    Ports ports = new Ports(new Random().nextInt(10_000, 23_000));
    Broker broker = Broker.start(folder.resolve("kafka"), ports);
    broker.createTopics();
    KinesisEmulator emulator =
        KinesisEmulator.start(folder.resolve("kinesis"), settings, Clock.systemUTC());
    ConnectWorker worker = ConnectWorker.start(ports, Map.of());
    KinesisClient kinesis =
        KinesisClient.builder()
            .endpointOverride(emulator.uri())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();
    SourceWorker all = new SourceWorker(broker, worker, emulator, kinesis);
    await().atMost(Duration.ofMinutes(2)).until(worker::healthy);
    return all;
  }

  KinesisClient kinesis() {
    return kinesis;
  }

  ConnectWorker worker() {
    return worker;
  }

  void createStream(String stream, int shards) {
    kinesis.createStream(request -> request.streamName(stream).shardCount(shards));
  }

  void put(String stream, String key, byte[] data) {
    kinesis.putRecord(
        request -> request.streamName(stream).partitionKey(key).data(SdkBytes.fromByteArray(data)));
  }

  void createTopic(String topic, Map<String, String> configs) throws Exception {
    try (Admin admin = Admin.create(broker.clientProperties())) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(configs))).all().get();
    }
  }

  /** The shipped instance for a stream of the emulator, with some keys changed. */
  Map<String, String> instance(String stream, Map<String, String> changes) throws IOException {
    Map<String, String> config =
        new HashMap<>(
            JSON.convertValue(
                JSON.readTree(Files.readString(INSTANCE)).get("config"),
                new TypeReference<Map<String, String>>() {}));
    config.put("kinesis.stream", stream);
    config.put("kinesis.region", "us-east-1");
    config.put("kinesis.base.url", emulator.uri().toString());
    config.put("aws.access.key.id", "test");
    config.put("aws.secret.key.id", "test");
    config.put("kinesis.empty.records.backoff.ms", "200");
    config.putAll(changes);
    config.values().removeIf(String::isEmpty);
    return config;
  }

  /** Waits until a committed record count is reached, and returns the records. */
  List<ConsumerRecord<String, byte[]>> awaitRecords(String topic, int count) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      await()
          .atMost(Duration.ofMinutes(5))
          .pollInterval(Duration.ofMillis(1))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() >= count;
              });
    }
    return records;
  }

  /** Waits for the failure of a connector and returns its stack trace. */
  String awaitFailure(String connector) {
    return await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> worker.failure(connector), Optional::isPresent)
        .orElseThrow();
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Properties properties = new Properties();
    properties.putAll(broker.clientProperties());
    properties.put("isolation.level", "read_committed");
    return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    kinesis.close();
    worker.close();
    emulator.close();
    broker.close();
  }
}
