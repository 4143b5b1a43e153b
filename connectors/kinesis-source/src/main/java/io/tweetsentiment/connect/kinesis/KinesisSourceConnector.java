package io.tweetsentiment.connect.kinesis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Copies a Kinesis stream into a Kafka topic. Key: the partition key (string). Value: the data as
 * they are (bytes). Source offset: the sequence number, one a shard. Exactly once where the worker
 * supports it, at least once elsewhere.
 */
public final class KinesisSourceConnector extends SourceConnector {

  private final KinesisClients clients;
  private Map<String, String> properties;
  private KinesisClient kinesis;
  private ShardList shards;
  private ShardMonitor monitor;

  /** The connector as Connect makes it. */
  public KinesisSourceConnector() {
    this(KinesisClients::ofSdk);
  }

  KinesisSourceConnector(KinesisClients clients) {
    this.clients = clients;
  }

  @Override
  public String version() {
    return Version.current();
  }

  @Override
  public ConfigDef config() {
    return KinesisSourceConfig.CONFIG_DEF;
  }

  @Override
  public Class<? extends Task> taskClass() {
    return KinesisSourceTask.class;
  }

  @Override
  public void start(Map<String, String> props) {
    KinesisSourceConfig config = new KinesisSourceConfig(props);
    properties = Map.copyOf(props);
    kinesis = clients.open(config);
    shards = new ShardList(kinesis, config.stream(), config.shardIds());
    monitor = new ShardMonitor(shards, () -> context().requestTaskReconfiguration());
    monitor.start(config.shardSyncInterval());
  }

  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    List<StreamShard> listed = shards.read();
    if (listed.isEmpty()) {
      throw new ConnectException(
          "no shard of the stream matches "
              + KinesisSourceConfig.SHARD_IDS
              + " = "
              + properties.get(KinesisSourceConfig.SHARD_IDS));
    }
    monitor.assigned(listed);
    return ShardAssignment.groups(listed, maxTasks).stream()
        .map(group -> TaskShards.with(properties, group))
        .toList();
  }

  @Override
  public void stop() {
    if (monitor != null) {
      monitor.close();
    }
    if (kinesis != null) {
      kinesis.close();
    }
  }

  @Override
  public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> props) {
    return ExactlyOnceSupport.SUPPORTED;
  }

  @Override
  public boolean alterOffsets(
      Map<String, String> props, Map<Map<String, ?>, Map<String, ?>> offsets) {
    offsets.forEach(
        (partition, offset) -> {
          Optional<String> problem = ShardOffset.problem(partition, offset);
          if (problem.isPresent()) {
            throw new ConnectException(problem.get());
          }
        });
    return true;
  }
}
