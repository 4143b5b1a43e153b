package io.tweetsentiment.connect.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;
import org.apache.kafka.connect.runtime.rest.ConnectRestServer;
import org.apache.kafka.connect.runtime.rest.RestClient;
import org.apache.kafka.connect.runtime.rest.RestServer;
import org.junit.jupiter.api.Test;

class ConnectCommandTest {

  private static Settings settings(Map<String, String> environment) {
    return Settings.load(
        "connect",
        Optional.empty(),
        environment,
        ConnectCommand.SETTINGS,
        List.of(ConnectCommand.WORKER));
  }

  private static Map<String, String> properties(Map<String, String> environment) {
    return ConnectCommand.properties(settings(environment));
  }

  @Test
  void shouldNameThePortThatTheRestServerCannotUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String listener = "http://127.0.0.1:" + taken.getLocalPort();
      Settings settings = settings(Map.of("CONNECT_LISTENERS", listener));
      DistributedConfig worker = new DistributedConfig(ConnectCommand.properties(settings));
      RestServer rest = new ConnectRestServer(1, new RestClient(worker), worker.originals());

      assertThatThrownBy(rest::initializeServer)
          .isInstanceOfSatisfying(
              ConnectException.class,
              failure ->
                  assertThat(ConnectCommand.reason(settings, failure))
                      .contains("the REST API cannot listen at listeners " + listener));
      rest.stop();
    }
  }

  @Test
  void shouldNameTheBrokerThatDoesNotAnswer() {
    assertThat(
            ConnectCommand.reason(
                settings(Map.of("CONNECT_BOOTSTRAP_SERVERS", "nowhere:1")),
                new ConnectException("Failed to connect to and describe Kafka cluster.")))
        .contains("no Kafka broker answers at bootstrap.servers nowhere:1");
  }

  @Test
  void shouldGiveTheWorkerACompleteConfiguration() {
    assertThat(new DistributedConfig(properties(Map.of())).originalsStrings())
        .containsEntry("listeners", "http://localhost:8083")
        .containsEntry("status.storage.replication.factor", "1");
  }

  @Test
  void shouldKeepTheTopicsOfTwoGroupsApart() {
    assertThat(properties(Map.of())).containsEntry("config.storage.topic", "connect.config");
    assertThat(properties(Map.of("CONNECT_GROUP_ID", "other")))
        .containsEntry("config.storage.topic", "other.config")
        .containsEntry("offset.storage.topic", "other.offset")
        .containsEntry("status.storage.topic", "other.status");
  }

  @Test
  void shouldPassOnPropertiesOfTheWorker() {
    assertThat(properties(Map.of("CONNECT_WORKER_OFFSET_FLUSH_INTERVAL_MS", "7")))
        .containsEntry("offset.flush.interval.ms", "7");
  }

  @Test
  void shouldHaveThePluginsOnItsClassPath() {
    assertThat(
            Stream.of(
                "io.tweetsentiment.connect.kinesis.KinesisSourceConnector",
                "io.tweetsentiment.connect.s3.S3SinkConnector",
                "io.tweetsentiment.connect.avro.AvroConverter"))
        .allSatisfy(name -> assertThat(Class.forName(name)).isNotNull());
  }

  @Test
  void shouldListEverySettingInTheReadme() throws IOException {
    String table =
        ConnectCommand.SETTINGS.stream()
            .map(Setting::tableRow)
            .collect(
                Collectors.joining("\n", "| key | default | meaning |\n|---|---|---|\n", "\n\n"));

    assertThat(Files.readString(Path.of("README.md")))
        .as("the settings table of connectors/worker/README.md; it should be:\n%s", table)
        .contains(table);
  }
}
