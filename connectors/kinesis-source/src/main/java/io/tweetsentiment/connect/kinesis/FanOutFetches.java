package io.tweetsentiment.connect.kinesis;

import io.tweetsentiment.connect.kinesis.metrics.ShardMetrics;
import io.tweetsentiment.connect.kinesis.shards.Position;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/**
 * Has the records of shards pushed by enhanced fan-out. Each shard has at most one event in the
 * queue, which limits the memory.
 *
 * <p>Threading: thread-safe.
 */
final class FanOutFetches implements AutoCloseable {
  private final KinesisAsyncClient client;
  private final String consumerArn;
  private final FetchQueue queue;
  private final Supplier<KinesisBackoff> backoffs;
  private final Function<String, ShardMetrics> metrics;
  private final Predicate<String> closed;
  private final BiConsumer<String, Position> polling;
  private final Map<String, FanOutSubscription> subscriptions = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor retries;

  /**
   * @param consumerArn the registered consumer
   * @param closed whether a shard takes no more records
   * @param polling takes over a shard, from a position on, that cannot be pushed
   */
  FanOutFetches(
      KinesisAsyncClient client,
      String consumerArn,
      String threadName,
      FetchQueue queue,
      Supplier<KinesisBackoff> backoffs,
      Function<String, ShardMetrics> metrics,
      Predicate<String> closed,
      BiConsumer<String, Position> polling) {
    this.closed = closed;
    this.client = client;
    this.consumerArn = consumerArn;
    this.queue = queue;
    this.backoffs = backoffs;
    this.metrics = metrics;
    this.polling = polling;
    retries =
        new ScheduledThreadPoolExecutor(
            1,
            runnable -> {
              Thread thread = new Thread(runnable, threadName);
              thread.setDaemon(true);
              return thread;
            },
            // Discards what is scheduled while the task stops.
            new ThreadPoolExecutor.DiscardPolicy());
  }

  /** Starts reading a shard. */
  void start(String shard, Position from) {
    FanOutSubscription subscription =
        new FanOutSubscription(
            new FanOutSubscription.Target(client, consumerArn, shard, closed.test(shard)),
            from,
            queue,
            backoffs.get(),
            metrics.apply(shard),
            retries,
            position -> polling.accept(shard, position));
    subscriptions.put(shard, subscription);
    subscription.subscribe();
  }

  @Override
  public void close() {
    retries.shutdownNow();
    subscriptions.values().forEach(FanOutSubscription::close);
  }
}
