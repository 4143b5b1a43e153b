package io.tweetsentiment.connect.kinesis;

import io.tweetsentiment.connect.kinesis.client.KinesisClientFactory;
import io.tweetsentiment.connect.kinesis.config.KinesisSourceConfig;
import io.tweetsentiment.connect.kinesis.metrics.ShardMetrics;
import io.tweetsentiment.connect.kinesis.metrics.TaskMetrics;
import io.tweetsentiment.connect.kinesis.shards.Position;
import io.tweetsentiment.connect.kinesis.shards.StartPositions;
import io.tweetsentiment.connect.kinesis.shards.TaskShards;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.TransactionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Reads some of the shards. The records of a shard keep their order, and the records of a child
 * shard follow those of its ancestors.
 */
public final class KinesisSourceTask extends SourceTask {
  private static final Logger LOG = LoggerFactory.getLogger(KinesisSourceTask.class);

  /** Connect stops a task only between two polls, so a poll must be short. */
  private static final Duration LONGEST_POLL = Duration.ofMillis(250);

  private static final Duration LONGEST_PROBE_INTERVAL = Duration.ofSeconds(1);

  private final Clock clock;
  private final Function<KinesisSourceConfig, KinesisClient> clients;
  private final Function<KinesisSourceConfig, KinesisAsyncClient> asyncClients;
  private final FetchQueue queue = new FetchQueue();
  private KinesisClient client;
  private Optional<KinesisAsyncClient> asyncClient = Optional.empty();
  private Optional<FanOutFetches> fanOut = Optional.empty();
  private TaskMetrics metrics;
  private ShardFetches fetches;
  private WaitingShards waiting;
  private RecordMapper mapper;
  private Consumer<String> reading;

  /** Used by Connect. */
  public KinesisSourceTask() {
    this(Clock.systemUTC(), KinesisClientFactory::client, KinesisClientFactory::asyncClient);
  }

  KinesisSourceTask(
      Clock clock,
      Function<KinesisSourceConfig, KinesisClient> clients,
      Function<KinesisSourceConfig, KinesisAsyncClient> asyncClients) {
    this.clock = clock;
    this.clients = clients;
    this.asyncClients = asyncClients;
  }

  @Override
  public String version() {
    return KinesisSourceConnector.projectVersion();
  }

  @Override
  public void start(Map<String, String> properties) {
    KinesisSourceConfig config = new KinesisSourceConfig(properties);
    TaskShards task = TaskShards.of(properties);
    SourceOffsets offsets = new SourceOffsets(config.stream());
    StartPositions start = startPositions(config, task, offsets);
    Supplier<KinesisBackoff> backoffs = () -> new KinesisBackoff(config.backoff(), clock);
    client = clients.apply(config);
    metrics = new TaskMetrics(properties.getOrDefault("name", ""), config.stream());
    mapper =
        new RecordMapper(
            config.topic(),
            offsets,
            Optional.of(task.startedAt()).filter(since -> config.latest()),
            config.deaggregates(),
            start::of,
            new OversizeRecords(config.recordMaxBytes(), config.oversizeTopic()),
            metrics::of);
    waiting =
        new WaitingShards(
            task,
            config::reads,
            shards -> start.with(committed(offsets, task, shards)),
            new EndProbe(
                (shard, from) -> reader(config, shard, from, 1, new ShardMetrics()),
                backoffs.get()),
            probeInterval(config),
            clock);
    fetches =
        new ShardFetches(
            Math.min(config.fetchThreads(), task.assigned().size()),
            "kinesis-fetch-" + config.stream(),
            queue,
            new ShardPace(config.callsPerSecond(), config.bytesPerSecond()),
            backoffs);
    BiConsumer<String, Position> polling =
        (shard, from) ->
            fetches.start(reader(config, shard, from, config.recordLimit(), metrics.of(shard)));
    fanOut = config.consumerArn().map(arn -> fanOut(config, arn, task, backoffs, polling));
    reading =
        shard ->
            fanOut
                .<BiConsumer<String, Position>>map(pushing -> pushing::start)
                .orElse(polling)
                .accept(shard, start.of(shard));
  }

  private FanOutFetches fanOut(
      KinesisSourceConfig config,
      String consumerArn,
      TaskShards task,
      Supplier<KinesisBackoff> backoffs,
      BiConsumer<String, Position> polling) {
    KinesisAsyncClient pushed = asyncClients.apply(config);
    asyncClient = Optional.of(pushed);
    return new FanOutFetches(
        pushed,
        consumerArn,
        "kinesis-fanout-" + config.stream(),
        queue,
        backoffs,
        metrics::of,
        task.closed()::contains,
        polling);
  }

  /** Returns the records that were read ahead; null if there are none within a short time. */
  @Override
  public List<SourceRecord> poll() throws InterruptedException {
    if (mapper.isEmpty()) {
      fetch();
    }
    List<SourceRecord> records = mapper.next();
    if (records.isEmpty()) {
      return null;
    }
    TransactionContext transaction = context.transactionContext();
    if (transaction != null && !mapper.isInsideAggregate()) {
      transaction.commitTransaction();
    }
    return records;
  }

  private void fetch() throws InterruptedException {
    waiting.released().forEach(reading);
    List<FetchedRecords> pages = queue.take(LONGEST_POLL);
    pages.stream().filter(FetchedRecords::last).map(FetchedRecords::shard).forEach(waiting::ended);
    mapper.add(pages);
  }

  @Override
  public void stop() {
    fanOut.ifPresent(FanOutFetches::close);
    if (fetches != null) {
      fetches.close();
    }
    if (client != null) {
      client.close();
    }
    asyncClient.ifPresent(KinesisAsyncClient::close);
    if (metrics != null) {
      metrics.close();
    }
  }

  private StartPositions startPositions(
      KinesisSourceConfig config, TaskShards task, SourceOffsets offsets) {
    Map<String, Position> committed = committed(offsets, task, task.assigned());
    StartPositions start =
        new StartPositions(config.start(task.startedAt()), task.lineage(), task.late(), committed);
    for (String shard : task.assigned()) {
      LOG.info("Shard {} of stream {} starts at {}", shard, config.stream(), start.of(shard));
      if (!committed.containsKey(shard) && start.lostAncestor(shard)) {
        LOG.warn(
            "An ancestor of shard {} expired. If it was not read to its end before, its last"
                + " records are lost. A longer retention of stream {} prevents this.",
            shard,
            config.stream());
      }
    }
    return start;
  }

  /** Returns the committed offsets of the shards and their ancestors, including expired ones. */
  private Map<String, Position> committed(
      SourceOffsets offsets, TaskShards task, Iterable<String> shards) {
    Set<String> all = new HashSet<>();
    for (String shard : shards) {
      all.add(shard);
      all.addAll(task.lineage().ancestors(shard));
    }
    return offsets.committed(context.offsetStorageReader(), all);
  }

  private ShardReader reader(
      KinesisSourceConfig config, String shard, Position from, int limit, ShardMetrics counted) {
    return new ShardReader(client, config.stream(), shard, from, limit, counted);
  }

  private static Duration probeInterval(KinesisSourceConfig config) {
    return config.checkInterval().compareTo(LONGEST_PROBE_INTERVAL) < 0
        ? config.checkInterval()
        : LONGEST_PROBE_INTERVAL;
  }
}
