package io.tweetsentiment.connect.s3;

import io.tweetsentiment.connect.s3.config.S3SinkConfig;
import io.tweetsentiment.connect.s3.config.SimilarKeys;
import io.tweetsentiment.connect.s3.storage.S3ClientSettings;
import io.tweetsentiment.connect.s3.storage.S3Credentials;
import io.tweetsentiment.connect.s3.writer.TopicPartitionWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sink connector from Kafka to immutable objects in S3. Every record is stored in exactly one
 * object, also after crashes and replays; {@link TopicPartitionWriter} explains why.
 */
public final class S3SinkConnector extends SinkConnector {
  private static final Logger LOG = LoggerFactory.getLogger(S3SinkConnector.class);

  /** Tells a task its number. */
  static final String TASK = "task.id";

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
    warnOfSimilarKeys(props);
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

  /** Connect can only refuse a key, and an unknown one may be meant for somebody else. */
  private static void warnOfSimilarKeys(Map<String, String> props) {
    SimilarKeys.of(props.keySet())
        .forEach(
            (key, meant) ->
                LOG.warn("The key {} is unknown and has no effect; is {} meant?", key, meant));
  }

  @Override
  public void start(Map<String, String> props) {
    new S3SinkConfig(props);
    warnOfSimilarKeys(props);
    properties = Map.copyOf(props);
  }

  @Override
  public Class<? extends Task> taskClass() {
    return S3SinkTask.class;
  }

  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    return IntStream.range(0, maxTasks).mapToObj(this::taskConfig).toList();
  }

  private Map<String, String> taskConfig(int task) {
    Map<String, String> config = new HashMap<>(properties);
    config.put(TASK, Integer.toString(task));
    return config;
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
