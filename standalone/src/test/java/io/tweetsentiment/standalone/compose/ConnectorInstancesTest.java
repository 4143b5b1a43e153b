package io.tweetsentiment.standalone.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tweetsentiment.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Connector;
import org.apache.kafka.connect.runtime.SinkConnectorConfig;
import org.apache.kafka.connect.runtime.SourceConnectorConfig;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectorInstancesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FOLDER = Compose.HOME.resolve("connectors/config");
  private static final List<String> CLIENT_PREFIXES =
      List.of("producer.override.", "consumer.override.", "admin.override.");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kinesis-source",
        "s3-sink-raw",
        "s3-sink-sentiment",
        "s3-sink-merged",
        "s3-sink-aggregate"
      })
  void shouldUseOnlyKeysThatPluginAndWorkerKnow(String name) throws Exception {
    Map<String, String> config = config(FOLDER.resolve(name + ".json"));
    Connector connector = (Connector) make(config.get("connector.class"));
    Set<String> known = new TreeSet<>(connector.config().names());
    known.addAll(
        connector instanceof SourceConnector
            ? SourceConnectorConfig.configDef().names()
            : SinkConnectorConfig.configDef().names());
    for (String alias : config.getOrDefault("transforms", "").split(",", -1)) {
      if (!alias.isEmpty()) {
        known.add("transforms." + alias + ".type");
        definition(config.get("transforms." + alias + ".type"))
            .names()
            .forEach(key -> known.add("transforms." + alias + "." + key));
      }
    }
    known.add("value.converter.schema.registry.url");
    assertThat(config.keySet())
        .allMatch(key -> known.contains(key) || CLIENT_PREFIXES.stream().anyMatch(key::startsWith));
  }

  @Test
  void shouldReadAndWriteTheTopicsOfTheContract() throws Exception {
    assertThat(config(FOLDER.resolve("kinesis-source.json")))
        .containsEntry("kafka.topic", Topics.RAW.topicName());
    for (Topics topic : List.of(Topics.RAW, Topics.SENTIMENT, Topics.MERGED, Topics.AGGREGATE)) {
      String file = "s3-sink-" + topic.topicName().substring("tweets.".length()) + ".json";
      assertThat(config(FOLDER.resolve(file)))
          .containsEntry("topics", topic.topicName())
          .containsEntry("errors.deadletterqueue.topic.name", Topics.CONNECT_DLQ);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw", "sentiment", "merged", "aggregate"})
  void shouldDifferFromConfluentsSinkInClassNamesOnly(String topic) throws Exception {
    Map<String, String> ours = config(FOLDER.resolve("s3-sink-" + topic + ".json"));
    Map<String, String> theirs = config(FOLDER.resolve("confluent/s3-sink-" + topic + ".json"));
    assertThat(theirs.keySet()).isEqualTo(ours.keySet());
    theirs.forEach(
        (key, value) -> {
          if (value.startsWith("io.confluent.")) {
            assertThat(ours.get(key)).startsWith("io.tweetsentiment.");
          } else {
            assertThat(value).as(key).isEqualTo(ours.get(key));
          }
        });
  }

  @Test
  void shouldPutEveryInstanceWhenConnectInitRuns(@TempDir Path folder) throws Exception {
    Path curl = folder.resolve("curl");
    // Replaces curl: writes the body of each request into a file that is named after its URL.
    Files.writeString(
        curl,
        """
        #!/bin/sh
        while [ $# -gt 1 ]; do
          [ "$1" = --data-binary ] && body=$2
          shift
        done
        printf '%s' "$body" >"$SENT/$(echo "$1" | tr / _)"
        """);
    assertThat(curl.toFile().setExecutable(true)).isTrue();
    Path sent = Files.createDirectory(folder.resolve("sent"));
    ProcessBuilder script =
        new ProcessBuilder("sh", Compose.HOME.resolve("docker/connect-init.sh").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile());
    script
        .environment()
        .putAll(
            Map.of(
                "PATH",
                folder + ":" + System.getenv("PATH"),
                "SENT",
                sent.toString(),
                "CONNECTORS",
                FOLDER.toString(),
                "CONNECT_URL",
                "connect",
                "SCHEMA_REGISTRY_URL",
                "registry"));
    Process process = script.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("output"))).isZero();
    assertThat(sent.resolve("registry_config")).content().contains("BACKWARD");
    for (Path instance : instances()) {
      String name = instance.getFileName().toString().replace(".json", "");
      JsonNode body =
          JSON.readTree(sent.resolve("connect_connectors_" + name + "_config").toFile());
      assertThat(body).isEqualTo(JSON.readTree(instance.toFile()).get("config"));
    }
  }

  @Test
  void shouldNameInstancesLikeTheirFiles() throws Exception {
    assertThat(instances()).hasSize(5);
    for (Path instance : instances()) {
      assertThat(JSON.readTree(instance.toFile()).get("name").asText() + ".json")
          .isEqualTo(instance.getFileName().toString());
    }
  }

  private static List<Path> instances() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static Map<String, String> config(Path file) throws IOException {
    return JSON.convertValue(
        JSON.readTree(file.toFile()).get("config"),
        new TypeReference<TreeMap<String, String>>() {});
  }

  private static ConfigDef definition(String transformation) throws Exception {
    try (Transformation<?> transform = (Transformation<?>) make(transformation)) {
      return transform.config();
    }
  }

  private static Object make(String type) throws Exception {
    return Class.forName(type).getDeclaredConstructor().newInstance();
  }
}
