package io.tweetsentiment.standalone.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.tweetsentiment.schemas.Topics;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.sentiment.Engines;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.sql.LoadResult;
import io.tweetsentiment.sql.Loader;
import io.tweetsentiment.sql.LoaderConfig;
import io.tweetsentiment.standalone.parts.ObjectStore;
import io.tweetsentiment.standalone.parts.Port;
import io.tweetsentiment.standalone.parts.Ports;
import io.tweetsentiment.streams.StreamsApp;
import io.tweetsentiment.streams.StreamsSettings;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.runtime.Connect;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.Network;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The topology and the loader against the public images of the compose file. Other tests check the
 * same without Docker; this one adds the broker and the database of the public images.
 */
@Tag("docker")
@Testcontainers(disabledWithoutDocker = true)
class ContainersIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int TWEETS = 300;
  private static final String REGISTRY = "mock://containers";
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  private static final Compose COMPOSE = Compose.load();
  private static final ObjectMapper JSON = new ObjectMapper();

  @Container
  private static final KafkaContainer KAFKA =
      new KafkaContainer(COMPOSE.services().get("kafka").text("image")).withNetwork(Network.SHARED);

  @Container
  private static final PostgreSQLContainer POSTGRES =
      new PostgreSQLContainer(COMPOSE.services().get("postgres").text("image"))
          .withNetwork(Network.SHARED)
          .withDatabaseName("sentiment");

  @TempDir private static Path folder;

  @Test
  void shouldLoadEachTweetOnceWhenBrokerAndDatabaseAreContainers() throws Exception {
    System.setProperty("aws.accessKeyId", ObjectStore.ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", ObjectStore.SECRET_KEY);
    Ports ports = freePorts();
    try (SentimentEngine engine = Engines.open("local", Map.of());
        StreamsApp app = new StreamsApp(settings(), engine);
        ObjectStore s3 = ObjectStore.start(folder.resolve("s3"), Ports.HOST, ports)) {
      app.start();
      // Twice, as Kinesis may deliver them.
      produce();
      produce();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(app.counters())
                      .containsEntry("merged", (long) TWEETS)
                      .containsEntry("duplicate", (long) TWEETS)
                      .containsEntry("pending", 0L));
      Connect<?> connect = new ConnectDistributed().startConnect(worker(ports));
      try {
        createSink(ports, s3, "s3-sink-merged");
        createSink(ports, s3, "s3-sink-aggregate");
        load(s3);
      } finally {
        connect.stop();
        connect.awaitStop();
      }
    }
  }

  private static void load(ObjectStore s3) throws Exception {
    LoaderConfig config =
        LoaderConfig.load(
            Optional.empty(),
            Map.of(
                "LOADER_AWS_ENDPOINT", s3.address(),
                "LOADER_JDBC_URL", POSTGRES.getJdbcUrl(),
                "LOADER_JDBC_USER", POSTGRES.getUsername(),
                "LOADER_JDBC_PASSWORD", POSTGRES.getPassword()));
    try (Loader loader = Loader.open(config)) {
      loader.createTables();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                LoadResult loaded = loader.loadOnce();
                assertThat(loaded.tweets()).isEqualTo(TWEETS);
                assertThat(number("SELECT coalesce(sum(count_tweets), 0) FROM sentiment"))
                    .isEqualTo(TWEETS);
              });
      // One tweet a minute: windows of fifteen.
      assertThat(number("SELECT count(*) FROM sentiment WHERE count_tweets = 15"))
          .isEqualTo(TWEETS / 15);
      loader.loadOnce();
      assertThat(number("SELECT count(*) FROM tweet")).isEqualTo(TWEETS);
    }
  }

  private static StreamsSettings settings() {
    return StreamsSettings.of(
        Map.of(
            "application.id",
            "containers",
            "kafka.bootstrap.servers",
            KAFKA.getBootstrapServers(),
            "kafka.state.dir",
            folder.resolve("state").toString(),
            "schema.registry.url",
            REGISTRY,
            "topics.create",
            "true",
            "http.port",
            "0"));
  }

  private static void produce() throws Exception {
    KafkaAvroSerializer values = new KafkaAvroSerializer();
    values.configure(Map.of("schema.registry.url", REGISTRY), false);
    try (KafkaProducer<String, Object> producer =
        new KafkaProducer<>(
            // One request at a time: to a topic that was just created, several may overtake each
            // other.
            Map.of(
                "bootstrap.servers",
                KAFKA.getBootstrapServers(),
                "max.in.flight.requests.per.connection",
                1),
            new StringSerializer(),
            values)) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = 0; i < TWEETS; i++) {
        Tweet tweet =
            Tweet.newBuilder()
                .setTweetId("id" + i)
                .setTopic("espresso")
                .setVersionId("id" + i)
                .setCreatedAt(START.plus(Duration.ofMinutes(i)))
                .setText("a good espresso, number " + i)
                .setLang("en")
                .setIngestedAt(START.plus(Duration.ofDays(1)))
                .build();
        sent.add(
            producer.send(new ProducerRecord<>(Topics.RAW.topicName(), tweet.getTweetId(), tweet)));
      }
      producer.flush();
      for (Future<RecordMetadata> record : sent) {
        record.get();
      }
    }
  }

  private static Map<String, String> worker(Ports ports) {
    Map<String, String> worker = new HashMap<>();
    worker.put("bootstrap.servers", KAFKA.getBootstrapServers());
    worker.put("group.id", "connect");
    worker.put("listeners", ports.url(Port.CONNECT));
    worker.put("plugin.discovery", "service_load");
    worker.put("offset.flush.interval.ms", "1000");
    worker.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
    worker.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
    for (String store : new String[] {"offset", "config", "status"}) {
      worker.put(store + ".storage.topic", "connect." + store);
      worker.put(store + ".storage.replication.factor", "1");
    }
    return worker;
  }

  private static void createSink(Ports ports, ObjectStore s3, String name) throws Exception {
    String text =
        Compose.read("connectors/config/" + name + ".json")
            .replace("${env:SCHEMA_REGISTRY_URL}", REGISTRY)
            .replace("${env:S3_BUCKET}", ObjectStore.BUCKET)
            .replace("${env:S3_ENDPOINT}", s3.address())
            .replace("${env:AWS_REGION}", "us-east-1");
    Map<String, String> config =
        JSON.convertValue(
            JSON.readTree(text).get("config"), new TypeReference<HashMap<String, String>>() {});
    config.put("tasks.max", "1");
    config.put("rotate.schedule.interval.ms", "2000");
    HttpRequest put =
        HttpRequest.newBuilder(
                URI.create(ports.url(Port.CONNECT) + "/connectors/" + name + "/config"))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(config)))
            .build();
    HttpClient http = HttpClient.newHttpClient();
    // A worker that has just joined its group refuses changes until the group is balanced.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              HttpResponse<String> answer = http.send(put, HttpResponse.BodyHandlers.ofString());
              assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
            });
  }

  private static long number(String sql) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(
                POSTGRES.getJdbcUrl(), POSTGRES.getUsername(), POSTGRES.getPassword());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Any free port for S3; the other parts' ports move along. */
  private static Ports freePorts() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return new Ports(socket.getLocalPort() - new Ports(0).of(Port.S3));
    }
  }
}
