package io.tweetsentiment.connect.kinesis;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks now and then whether the stream has other shards than the tasks were given. */
final class ShardMonitor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ShardMonitor.class);

  private final ShardList shards;
  private final Runnable onChange;
  private final ScheduledExecutorService thread;
  private volatile Set<String> known = Set.of();

  /**
   * A monitor that is not started.
   *
   * @param onChange asks for new task configurations
   */
  ShardMonitor(ShardList shards, Runnable onChange) {
    this.shards = shards;
    this.onChange = onChange;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread daemon = new Thread(task, "kinesis-shard-monitor");
              daemon.setDaemon(true);
              return daemon;
            });
  }

  void start(Duration every) {
    thread.scheduleWithFixedDelay(
        this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The shards that the tasks are given now. */
  void assigned(List<StreamShard> assigned) {
    known = ids(assigned);
  }

  void look() {
    try {
      Set<String> listed = ids(shards.read());
      if (!listed.equals(known)) {
        LOG.info("the shards changed from {} to {}: assigning them anew", known, listed);
        onChange.run();
      }
    } catch (ConnectException e) {
      // The tasks say it if it lasts; what was assigned goes on being read.
      LOG.warn("cannot look for shard changes, trying again later", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private static Set<String> ids(List<StreamShard> shards) {
    return shards.stream().map(StreamShard::id).collect(Collectors.toSet());
  }
}
