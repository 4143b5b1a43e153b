package io.tweetsentiment.standalone.source;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tweetsentiment.emulators.kinesis.KinesisEmulator;
import io.tweetsentiment.standalone.parts.Broker;
import io.tweetsentiment.standalone.parts.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** A broker and the Kinesis emulator in this JVM, for tests of the source connector. */
final class SourceParts implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path INSTANCE = Path.of("../connectors/config/kinesis-source.json");

  private final Broker broker;
  private final KinesisEmulator emulator;
  private final KinesisClient kinesis;

  private SourceParts(Broker broker, KinesisEmulator emulator, KinesisClient kinesis) {
    this.broker = broker;
    this.emulator = emulator;
    this.kinesis = kinesis;
  }

  /**
   * Starts both.
   *
   * @param settings settings of the emulator
   */
  static SourceParts start(Path folder, Ports ports, Map<String, String> settings)
      throws Exception {
    Broker broker = Broker.start(folder.resolve("kafka"), ports);
    broker.createTopics();
    KinesisEmulator emulator =
        KinesisEmulator.start(folder.resolve("kinesis"), settings, Clock.systemUTC());
    KinesisClient kinesis =
        KinesisClient.builder()
            .endpointOverride(emulator.uri())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();
    return new SourceParts(broker, emulator, kinesis);
  }

  KinesisClient kinesis() {
    return kinesis;
  }

  URI kinesisAddress() {
    return emulator.uri();
  }

  String bootstrapServers() {
    return broker.address();
  }

  void createStream(String stream, int shards) {
    kinesis.createStream(request -> request.streamName(stream).shardCount(shards));
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
    return awaitRecords(topic, count, Duration.ofMinutes(5), seen -> {});
  }

  /**
   * The same with a time limit.
   *
   * @param watching called with the number of records again and again; can fail the wait
   */
  List<ConsumerRecord<String, byte[]>> awaitRecords(
      String topic, int count, Duration limit, IntConsumer watching) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      await()
          .alias(count + " records in " + topic)
          .atMost(limit)
          .pollInterval(Duration.ofMillis(1))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                watching.accept(records.size());
                return records.size() >= count;
              });
    }
    return records;
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
    emulator.close();
    broker.close();
  }
}
