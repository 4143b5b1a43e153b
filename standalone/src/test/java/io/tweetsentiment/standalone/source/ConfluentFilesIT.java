package io.tweetsentiment.standalone.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.tweetsentiment.schemas.Topics;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.standalone.parts.Children;
import io.tweetsentiment.standalone.parts.ConnectWorker;
import io.tweetsentiment.standalone.parts.ObjectStore;
import io.tweetsentiment.standalone.parts.Port;
import io.tweetsentiment.standalone.parts.Ports;
import io.tweetsentiment.standalone.parts.Registry;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;

/**
 * The files of {@code connectors/config/confluent} in a real worker with only the class of the
 * connector changed, and the offsets of Confluent's source moved as the documentation says.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConfluentFilesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FILES = Path.of("../connectors/config/confluent");
  private static final Path DOCUMENT = Path.of("../docs/moving-from-confluent.md");
  private static final Map<String, String> CLASSES =
      Map.of(
          "io.confluent.connect.kinesis.KinesisSourceConnector",
          "io.tweetsentiment.connect.kinesis.KinesisSourceConnector",
          "io.confluent.connect.s3.S3SinkConnector",
          "io.tweetsentiment.connect.s3.S3SinkConnector");
  private static final int RECORDS = 12;
  private static final int COMMITTED = 5;

  @TempDir private static Path folder;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static Ports ports;
  private static Children children;
  private static SourceParts parts;
  private static Registry registry;
  private static ObjectStore store;
  private static ConnectWorker worker;

  @BeforeAll
  static void start() throws Exception {
    System.setProperty("aws.accessKeyId", ObjectStore.ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", ObjectStore.SECRET_KEY);
    ports = new Ports(new Random().nextInt(10_000, 23_000));
    children = new Children(folder.resolve("children"));
    registry =
        Registry.start(
            Path.of("target/registry").toAbsolutePath(),
            folder.resolve("registry"),
            folder.resolve("registry.log"),
            ports,
            children);
    parts = SourceParts.start(folder, ports, Map.of());
    store = ObjectStore.start(folder.resolve("s3"), Ports.HOST, ports);
    worker =
        ConnectWorker.start(
            ports,
            Map.of(
                "KINESIS_STREAM",
                "tweets",
                "KINESIS_ENDPOINT",
                parts.kinesisAddress().toString(),
                "AWS_REGION",
                "us-east-1",
                "SCHEMA_REGISTRY_URL",
                registry.address(),
                "S3_BUCKET",
                ObjectStore.BUCKET,
                "S3_ENDPOINT",
                ports.url(Port.S3),
                "CONFLUENT_LICENSE",
                "none",
                "KAFKA_BOOTSTRAP_SERVERS",
                parts.bootstrapServers(),
                "CONFLUENT_TOPIC_REPLICATION_FACTOR",
                "1"));
    await().atMost(Duration.ofMinutes(2)).until(() -> registry.healthy() && worker.healthy());
  }

  @AfterAll
  static void stop() {
    worker.close();
    store.close();
    parts.close();
    registry.close();
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  private static Map<String, String> config(String name) throws IOException {
    Map<String, String> config =
        JSON.convertValue(
            JSON.readTree(FILES.resolve(name + ".json").toFile()).get("config"),
            new TypeReference<Map<String, String>>() {});
    config.computeIfPresent("connector.class", (key, theirs) -> CLASSES.get(theirs));
    return config;
  }

  private static JsonNode send(String method, String path, Object body) throws Exception {
    HttpResponse<String> response =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(worker.address() + path))
                .header("Content-Type", "application/json")
                .method(
                    method,
                    body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
    return response.body().isEmpty() ? null : JSON.readTree(response.body());
  }

  private static List<Tweet> tweets() {
    List<Tweet> tweets = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      tweets.add(
          Tweet.newBuilder()
              .setTopic("moving")
              .setTweetId("" + (1000 + i))
              .setCreatedAt(Instant.parse("2026-01-31T12:00:00Z"))
              .setText("text " + i)
              .setIngestedAt(Instant.parse("2026-01-31T12:00:01Z"))
              .build());
    }
    return tweets;
  }

  /** Runs the program of the document on offsets in the form of Confluent's source. */
  private static JsonNode converted(Object offsets) throws Exception {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "jq"))),
        "needs jq");
    Matcher program =
        Pattern.compile("```jq\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(DOCUMENT));
    assertThat(program.find()).isTrue();
    Path input = folder.resolve("theirs.json");
    JSON.writeValue(input.toFile(), offsets);
    Process jq =
        new ProcessBuilder(
                "jq", "--arg", "stream", "tweets", program.group(1).strip(), input.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(jq.getInputStream().readAllBytes(), UTF_8);
    assertThat(jq.waitFor()).as(output).isZero();
    return JSON.readTree(output);
  }

  @Test
  @Order(1)
  void shouldContinueAfterTheSequenceNumbersOfConfluentsSource() throws Exception {
    parts.createStream("tweets", 1);
    List<String> numbers = new ArrayList<>();
    String shard = "";
    try (KafkaAvroSerializer serializer = new KafkaAvroSerializer()) {
      serializer.configure(Map.of("schema.registry.url", registry.address()), false);
      for (Tweet tweet : tweets()) {
        byte[] data = serializer.serialize(Topics.RAW.topicName(), tweet);
        var put =
            parts
                .kinesis()
                .putRecord(
                    request ->
                        request
                            .streamName("tweets")
                            .partitionKey(tweet.getTweetId())
                            .data(SdkBytes.fromByteArray(data)));
        numbers.add(put.sequenceNumber());
        shard = put.shardId();
      }
    }
    JsonNode ours =
        converted(
            Map.of(
                "offsets",
                List.of(
                    Map.of(
                        "partition", Map.of("shardId", shard),
                        "offset", Map.of("sequenceNumber", numbers.get(COMMITTED - 1))))));
    send(
        "POST",
        "/connectors",
        Map.of(
            "name",
            "kinesis-source",
            "config",
            config("kinesis-source"),
            "initial_state",
            "STOPPED"));
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(
                        send("GET", "/connectors/kinesis-source/status", null)
                            .at("/connector/state")
                            .asText())
                    .isEqualTo("STOPPED"));
    send("PATCH", "/connectors/kinesis-source/offsets", ours);
    send("PUT", "/connectors/kinesis-source/resume", null);

    assertThat(parts.awaitRecords(Topics.RAW.topicName(), RECORDS - COMMITTED))
        .extracting(ConsumerRecord::key)
        .containsExactlyInAnyOrderElementsOf(
            tweets().stream().skip(COMMITTED).map(Tweet::getTweetId).toList());
  }

  @ParameterizedTest
  @Order(2)
  @ValueSource(
      strings = {"s3-sink-raw", "s3-sink-sentiment", "s3-sink-merged", "s3-sink-aggregate"})
  void shouldRunEverySink(String name) throws Exception {
    worker.put(name, config(name));

    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              JsonNode status = send("GET", "/connectors/" + name + "/status", null);
              assertThat(status.get("tasks")).as(status.toString()).hasSize(4);
              assertThat(status.get("tasks"))
                  .extracting(task -> task.get("state").asText())
                  .containsOnly("RUNNING");
            });
  }

  @Test
  @Order(3)
  @Tag("long")
  void shouldStoreWhatTheSourceReadWhenTheScheduleOfAMinuteIsDue() {
    Path stored = folder.resolve("s3").resolve(ObjectStore.BUCKET);
    await()
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(
            () -> {
              try (Stream<Path> files = Files.walk(stored)) {
                assertThat(files.map(Path::toString))
                    .anyMatch(
                        file ->
                            file.contains("topics/tweets.raw/dt=2026-01-31/")
                                && file.endsWith(".snappy.parquet"));
              }
            });
  }
}
