package io.tweetsentiment.connect.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.connect.s3.config.S3SinkConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.Test;

class S3SinkConnectorTest {
  private static final Map<String, String> REQUIRED =
      Map.of("s3.bucket.name", "b", "format.class", "ParquetFormat", "flush.size", "10");

  @Test
  void shouldNotCreateAnInstanceWhoseKeysDoNotFit() {
    Map<String, String> config = new HashMap<>(REQUIRED);
    assertThat(errors(config)).isEmpty();
    config.put("partitioner.class", "TimeBasedPartitioner");
    assertThat(errors(config)).singleElement().asString().contains("path.format");
    config.put("s3.part.size", "much");
    assertThat(errors(config)).isNotEmpty().allMatch(error -> error.contains("s3.part.size"));
  }

  private static List<String> errors(Map<String, String> config) {
    return new S3SinkConnector()
        .validate(config).configValues().stream()
            .flatMap(value -> value.errorMessages().stream())
            .toList();
  }

  @Test
  void shouldGiveEveryTaskTheSameConfigurationAndItsNumber() {
    S3SinkConnector connector = new S3SinkConnector();
    connector.start(REQUIRED);

    assertThat(connector.taskConfigs(2))
        .hasSize(2)
        .allSatisfy(config -> assertThat(config).containsAllEntriesOf(REQUIRED).hasSize(4))
        .extracting(config -> config.get("task.id"))
        .containsExactly("0", "1");
    assertThat(connector.taskClass()).isEqualTo(S3SinkTask.class);
    assertThat(connector.version()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(connector.config()).isSameAs(S3SinkConfig.CONFIG_DEF);
    assertThat(ServiceLoader.load(SinkConnector.class))
        .anyMatch(found -> found instanceof S3SinkConnector);
  }
}
