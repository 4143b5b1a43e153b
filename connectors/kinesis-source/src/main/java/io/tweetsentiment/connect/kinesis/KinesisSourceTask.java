package io.tweetsentiment.connect.kinesis;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Reads a group of shards. Every shard has at most one page under way or waiting: the next is asked
 * for when {@link #poll} hands the last one on, so memory is bounded by one page a shard.
 */
public final class KinesisSourceTask extends SourceTask {

  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
  private static final long WAIT_MS = 500;

  private final KinesisClients clients;
  private final LinkedBlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private KinesisClient kinesis;
  private FetchThreads threads;
  private SourceRecords records;

  private record Arrival(ShardReader reader, Fetched fetched) {}

  /** The task as Connect makes it. */
  public KinesisSourceTask() {
    this(KinesisClients::ofSdk);
  }

  KinesisSourceTask(KinesisClients clients) {
    this.clients = clients;
  }

  @Override
  public String version() {
    return Version.current();
  }

  @Override
  public void start(Map<String, String> properties) {
    KinesisSourceConfig config = new KinesisSourceConfig(properties);
    kinesis = clients.open(config);
    records = new SourceRecords(config.stream(), config.topic());
    List<StreamShard> shards = TaskShards.of(properties);
    threads = new FetchThreads(config.stream(), shards.size());
    for (StreamShard shard : shards) {
      fetchLater(reader(config, shard), Duration.ZERO);
    }
  }

  @Override
  public List<SourceRecord> poll() throws InterruptedException {
    Arrival arrival = arrivals.poll(WAIT_MS, TimeUnit.MILLISECONDS);
    if (arrival == null || arrival.fetched() instanceof Fetched.End) {
      return null;
    }
    if (arrival.fetched() instanceof Fetched.Failed failed) {
      throw failed.cause();
    }
    Fetched.Records page = (Fetched.Records) arrival.fetched();
    fetchLater(arrival.reader(), page.pause());
    return page.records().isEmpty()
        ? null
        : page.records().stream()
            .map(record -> records.of(arrival.reader().shard(), record))
            .toList();
  }

  @Override
  public void stop() {
    if (threads != null) {
      threads.close();
    }
    if (kinesis != null) {
      kinesis.close();
    }
  }

  private void fetchLater(ShardReader reader, Duration pause) {
    threads.run(() -> arrivals.add(new Arrival(reader, reader.fetch())), pause);
  }

  private ShardReader reader(KinesisSourceConfig config, StreamShard shard) {
    ShardIterators iterators = new ShardIterators(kinesis, config.stream());
    Optional<String> committed = committed(config.stream(), shard.id());
    return new ShardReader(
        kinesis,
        iterators,
        config.pace(),
        shard.id(),
        committed,
        shard.descendant() ? InitialPosition.OLDEST : config.position(),
        shard.parents().stream()
            .map(
                parent ->
                    new ParentProbe(
                        kinesis,
                        iterators,
                        id -> committed(config.stream(), id),
                        parent,
                        config.position()))
            .toList(),
        new Backoff(FIRST_BACKOFF, LONGEST_BACKOFF, RandomGenerator.getDefault()),
        config.recordLimit());
  }

  private Optional<String> committed(String stream, String shard) {
    return ShardOffset.sequenceNumber(
        context.offsetStorageReader().offset(ShardOffset.partition(stream, shard)));
  }
}
