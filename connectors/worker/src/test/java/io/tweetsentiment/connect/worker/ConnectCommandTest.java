package io.tweetsentiment.connect.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;
import org.junit.jupiter.api.Test;

class ConnectCommandTest {

  private static Map<String, String> properties(Map<String, String> environment) {
    return ConnectCommand.properties(
        Settings.load(
            "connect",
            Optional.empty(),
            environment,
            ConnectCommand.SETTINGS,
            List.of(ConnectCommand.WORKER)));
  }

  @Test
  void shouldGiveTheWorkerACompleteConfiguration() {
    assertThat(new DistributedConfig(properties(Map.of())).originalsStrings())
        .containsEntry("listeners", "http://localhost:8083")
        .containsEntry("status.storage.replication.factor", "1");
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
}
