package io.tweetsentiment.connect.kinesis;

import io.tweetsentiment.connect.kinesis.client.KinesisClientFactory;
import io.tweetsentiment.connect.kinesis.client.KinesisCredentials;
import io.tweetsentiment.connect.kinesis.config.KinesisSourceConfig;
import io.tweetsentiment.connect.kinesis.shards.Lineage;
import io.tweetsentiment.connect.kinesis.shards.Shard;
import io.tweetsentiment.connect.kinesis.shards.ShardAssignment;
import io.tweetsentiment.connect.kinesis.shards.TaskShards;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Source connector from Kinesis Data Streams to Kafka. It assigns the shards to tasks, and
 * reassigns them when shards appear; {@link KinesisSourceTask} reads them.
 */
public final class KinesisSourceConnector extends SourceConnector {
  private static final Logger LOG = LoggerFactory.getLogger(KinesisSourceConnector.class);

  private final Clock clock;
  private final Sleeper sleeper;
  private final Function<KinesisSourceConfig, KinesisClient> clients;
  private Map<String, String> properties;
  private KinesisSourceConfig config;
  private KinesisClient client;
  private ShardWatch watch;
  private Instant startedAt;
  private Optional<String> consumerArn = Optional.empty();

  /** Used by Connect. */
  public KinesisSourceConnector() {
    this(Clock.systemUTC(), pause -> Thread.sleep(pause.toMillis()), KinesisClientFactory::client);
  }

  KinesisSourceConnector(
      Clock clock, Sleeper sleeper, Function<KinesisSourceConfig, KinesisClient> clients) {
    this.clock = clock;
    this.sleeper = sleeper;
    this.clients = clients;
  }

  @Override
  public String version() {
    return projectVersion();
  }

  @Override
  public ConfigDef config() {
    return KinesisSourceConfig.CONFIG_DEF;
  }

  /** Also checks combinations of keys, so that Connect refuses an invalid connector instance. */
  @Override
  public Config validate(Map<String, String> props) {
    Config checked = super.validate(props);
    if (checked.configValues().stream().allMatch(value -> value.errorMessages().isEmpty())) {
      try {
        KinesisCredentials.tryOut(new KinesisSourceConfig(props));
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
  public Class<? extends Task> taskClass() {
    return KinesisSourceTask.class;
  }

  /**
   * Lists the shards and starts looking for new ones.
   *
   * @throws ConnectException if the shards cannot be listed
   */
  @Override
  public void start(Map<String, String> props) {
    properties = Map.copyOf(props);
    config = new KinesisSourceConfig(props);
    config
        .lookalikes()
        .forEach(
            (key, meant) ->
                LOG.warn(
                    "The key {} is unknown and has no effect{}.",
                    key,
                    meant.map(known -> "; " + known + " is probably meant").orElse("")));
    startedAt = config.latest() ? clock.instant() : Instant.EPOCH;
    client = clients.apply(config);
    watch =
        new ShardWatch(
            new ShardList(client, config.stream()),
            () -> new KinesisBackoff(config.backoff(), clock),
            sleeper);
    watch.start(
        config.checkInterval(), context()::requestTaskReconfiguration, context()::raiseError);
    matching(watch.shards());
    if (config.fansOut()) {
      consumerArn =
          new FanOutConsumer(client, config.stream(), config.consumerName())
              .register(() -> new KinesisBackoff(config.backoff(), clock), sleeper);
    }
    if (config.latest()) {
      startedAt = firstStart().orElse(startedAt);
    }
  }

  /**
   * Returns when the connector first started, from the offsets of the shards and of expired
   * parents.
   */
  private Optional<Instant> firstStart() {
    Set<String> known = new HashSet<>();
    for (Shard shard : watch.shards()) {
      known.add(shard.id());
      known.addAll(shard.parents());
    }
    return new SourceOffsets(config.stream()).latestSince(context().offsetStorageReader(), known);
  }

  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    List<Shard> shards = watch.shards();
    Lineage lineage = Lineage.of(shards);
    Set<String> late = config.latest() ? watch.late() : Set.of();
    return ShardAssignment.of(matching(shards), maxTasks).stream()
        .map(
            assigned ->
                new TaskShards(
                    assigned,
                    lineage.restrictedTo(assigned),
                    closed(shards, assigned),
                    late,
                    startedAt))
        .map(this::taskConfig)
        .toList();
  }

  private static Set<String> closed(List<Shard> shards, List<String> assigned) {
    return shards.stream()
        .filter(shard -> !shard.open())
        .map(Shard::id)
        .filter(assigned::contains)
        .collect(Collectors.toSet());
  }

  private Map<String, String> taskConfig(TaskShards shards) {
    Map<String, String> task = new HashMap<>(properties);
    task.putAll(shards.properties());
    consumerArn.ifPresent(arn -> task.put(KinesisSourceConfig.CONSUMER_ARN, arn));
    return task;
  }

  private List<Shard> matching(List<Shard> shards) {
    List<Shard> matching = shards.stream().filter(shard -> config.reads(shard.id())).toList();
    if (matching.isEmpty()) {
      throw new ConnectException(
          "No shard of stream "
              + config.stream()
              + " matches kinesis.shard.id="
              + config.shardPattern()
              + "; the stream has "
              + shards.stream().map(Shard::id).toList());
    }
    return matching;
  }

  @Override
  public void stop() {
    if (watch != null) {
      watch.close();
    }
    if (client != null) {
      client.close();
    }
  }

  /** Supported: Connect writes a record and its source offset in one transaction. */
  @Override
  public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> props) {
    return ExactlyOnceSupport.SUPPORTED;
  }

  /**
   * Supported: with {@code transaction.boundary=connector}, a transaction ends only between two
   * records of Kinesis, so readers see an aggregate completely or not at all.
   */
  @Override
  public ConnectorTransactionBoundaries canDefineTransactionBoundaries(Map<String, String> props) {
    return ConnectorTransactionBoundaries.SUPPORTED;
  }

  /**
   * Accepts offsets that this connector could have written, and the removal of any offset.
   *
   * @throws ConnectException that names the invalid offset
   */
  @Override
  public boolean alterOffsets(
      Map<String, String> connectorConfig, Map<Map<String, ?>, Map<String, ?>> offsets) {
    new SourceOffsets(new KinesisSourceConfig(connectorConfig).stream()).check(offsets);
    return true;
  }

  static String projectVersion() {
    Properties version = new Properties();
    try (InputStream in = KinesisSourceConnector.class.getResourceAsStream("version.properties")) {
      version.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read version.properties", e);
    }
    return version.getProperty("version");
  }
}
