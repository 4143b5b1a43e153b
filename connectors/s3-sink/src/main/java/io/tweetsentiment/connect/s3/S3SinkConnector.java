package io.tweetsentiment.connect.s3;

import io.tweetsentiment.connect.s3.config.S3SinkConfig;
import io.tweetsentiment.connect.s3.storage.S3ClientSettings;
import io.tweetsentiment.connect.s3.storage.S3Credentials;
import io.tweetsentiment.connect.s3.writer.TopicPartitionWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * Sink connector from Kafka to immutable objects in S3. Every record is stored in exactly one
 * object, also after crashes and replays; {@link TopicPartitionWriter} explains why.
 */
public final class S3SinkConnector extends SinkConnector {
  private Map<String, String> properties;

  @Override
  public String version() {
    return projectVersion();
  }

  @Override
  public ConfigDef config() {
    return S3SinkConfig.CONFIG_DEF;
  }

  /** Also checks combinations of keys, so that Connect refuses an invalid connector instance. */
  @Override
  public Config validate(Map<String, String> props) {
    Config checked = super.validate(props);
    if (checked.configValues().stream().allMatch(value -> value.errorMessages().isEmpty())) {
      try {
        S3ClientSettings client = new S3SinkConfig(props).client();
        S3Credentials.provider(client.credentials(), client.region(), client.proxy()).close();
      } catch (ConfigException e) {
        checked.configValues().stream()
            .filter(value -> e.getMessage().contains(value.name()))
            .findFirst()
            .orElse(checked.configValues().get(0))
            .addErrorMessage(e.getMessage());
      }
    }
    return checked;
  }

  @Override
  public void start(Map<String, String> props) {
    new S3SinkConfig(props);
    properties = Map.copyOf(props);
  }

  @Override
  public Class<? extends Task> taskClass() {
    return S3SinkTask.class;
  }

  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    return Collections.nCopies(maxTasks, properties);
  }

  @Override
  public void stop() {
    properties = null;
  }

  static String projectVersion() {
    Properties version = new Properties();
    try (InputStream in = S3SinkConnector.class.getResourceAsStream("version.properties")) {
      version.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read version.properties", e);
    }
    return version.getProperty("version");
  }
}
