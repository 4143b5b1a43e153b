package io.tweetsentiment.connect.kinesis;

import io.tweetsentiment.connect.kinesis.metrics.ShardMetrics;
import io.tweetsentiment.connect.kinesis.shards.Position;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.connect.errors.ConnectException;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEventStream;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

/**
 * Has the records of one shard pushed. Kinesis ends a subscription after five minutes; then the
 * next one begins after the last event. If the shard cannot be subscribed to, because the consumer
 * or its position does not exist any more, polling takes over: it also finds out whether records
 * are lost.
 *
 * <p>Threading: thread-safe; events arrive on the threads of the client, one after the other.
 */
final class FanOutSubscription implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FanOutSubscription.class);

  /**
   * After so many failures before the first event, if they last for long, the endpoint is taken for
   * one without HTTP/2, or behind a proxy without it.
   */
  private static final int MOST_FIRST_FAILURES = 3;

  /** Before a subscription that ended without any event is renewed. */
  private static final Duration PAUSE_WITHOUT_EVENTS = Duration.ofSeconds(1);

  /** After so many events without records, the end of a closed shard is looked for by polling. */
  private static final int MOST_QUIET_EVENTS = 3;

  /**
   * What is subscribed to.
   *
   * @param isClosed whether the shard takes no more records, so that it has an end
   */
  record Target(KinesisAsyncClient client, String consumerArn, String shard, boolean isClosed) {
    @Override
    public String toString() {
      return "shard " + shard + " as consumer " + consumerArn;
    }
  }

  private final Target target;
  private final FetchQueue queue;
  private final KinesisBackoff backoff;
  private final ShardMetrics metrics;
  private final ScheduledExecutorService retries;
  private final Consumer<Position> polling;
  private Position position;
  private String continuation;
  private Attempt current;
  private boolean isPushed;

  /** Whether the next subscription begins at the end of the shard. */
  private boolean latest;

  private int firstFailures;
  private int quietEvents;
  private boolean closed;

  /**
   * @param from where to start
   * @param polling takes over, from a position on
   */
  FanOutSubscription(
      Target target,
      Position from,
      FetchQueue queue,
      KinesisBackoff backoff,
      ShardMetrics metrics,
      ScheduledExecutorService retries,
      Consumer<Position> polling) {
    this.target = target;
    this.position = from;
    this.queue = queue;
    this.backoff = backoff;
    this.metrics = metrics;
    this.retries = retries;
    this.polling = polling;
  }

  /** Subscribes; the result is an event in the queue, later. */
  synchronized void subscribe() {
    if (closed) {
      return;
    }
    metrics.fanOut(true);
    Attempt attempt = new Attempt();
    current = attempt;
    CompletableFuture<Void> done;
    try {
      done =
          target
              .client()
              .subscribeToShard(
                  request ->
                      request
                          .consumerARN(target.consumerArn())
                          .shardId(target.shard())
                          .startingPosition(start()),
                  SubscribeToShardResponseHandler.builder()
                      .onEventStream(events -> events.subscribe(attempt))
                      .onError(error -> {})
                      .build());
    } catch (RuntimeException e) {
      done = CompletableFuture.failedFuture(e);
    }
    attempt.call = done;
    CompletableFuture<Void> unused = done.whenComplete((nothing, error) -> ended(attempt, error));
  }

  private StartingPosition start() {
    StartingPosition.Builder start = StartingPosition.builder();
    if (continuation != null) {
      start.type(ShardIteratorType.AFTER_SEQUENCE_NUMBER).sequenceNumber(continuation);
    } else if (position instanceof Position.After after) {
      start.type(ShardIteratorType.AFTER_SEQUENCE_NUMBER).sequenceNumber(after.sequenceNumber());
    } else if (position instanceof Position.Within within) {
      start.type(ShardIteratorType.AT_SEQUENCE_NUMBER).sequenceNumber(within.sequenceNumber());
    } else if (position instanceof Position.Since since) {
      if (latest) {
        start.type(ShardIteratorType.LATEST);
      } else {
        start.type(ShardIteratorType.AT_TIMESTAMP).timestamp(since.arrival());
      }
    } else {
      start.type(ShardIteratorType.TRIM_HORIZON);
    }
    return start.build();
  }

  /** Returns whether the next event is wanted now, and not when the task has taken this one. */
  private synchronized boolean received(Attempt attempt, SubscribeToShardEvent event) {
    if (closed || attempt != current) {
      return false;
    }
    backoff.succeeded();
    isPushed = true;
    attempt.isPushed = true;
    List<Record> records = event.records();
    Long behind = event.millisBehindLatest();
    boolean stops = event.continuationSequenceNumber() == null;
    boolean last = !event.childShards().isEmpty() || (stops && target.isClosed());
    FetchedRecords page =
        new FetchedRecords(target.shard(), records, behind == null ? 0 : behind, last);
    metrics.read(page.millisBehind());
    continuation = event.continuationSequenceNumber();
    if (!records.isEmpty()) {
      position = new Position.After(records.get(records.size() - 1).sequenceNumber());
    }
    if (last) {
      closed = true;
    } else if (stops) {
      LOG.warn("No event of {} tells how to go on, nor that it has ended; it is polled", target);
      queue.put(page, () -> {});
      pollInstead();
      return false;
    }
    if (records.isEmpty() && !last) {
      return !isEndWithoutNotice(page);
    }
    queue.put(page, attempt::more);
    return false;
  }

  /**
   * Whether a closed shard seems to be read to its end although no event says so, as with servers
   * that only notice the end of a shard while they push its last records. Polling tells.
   */
  private boolean isEndWithoutNotice(FetchedRecords page) {
    if (!target.isClosed() || page.millisBehind() > 0 || ++quietEvents < MOST_QUIET_EVENTS) {
      return false;
    }
    LOG.debug("{} is closed, and no event says that it has ended; it is polled", target);
    pollInstead();
    return true;
  }

  /** Ends the attempt, which then must not be taken for one that Kinesis ended. */
  private void pollInstead() {
    closed = true;
    current.cancel();
    poll();
  }

  private void poll() {
    closed = true;
    metrics.fanOut(false);
    polling.accept(position);
  }

  /** Called once or more at the end of an attempt; only the first call counts. */
  private synchronized void ended(Attempt attempt, Throwable error) {
    if (closed || attempt != current) {
      return;
    }
    current = null;
    if (error == null) {
      LOG.debug("The subscription to {} is renewed", target);
      metrics.renewed();
      latest = false;
      if (attempt.isPushed) {
        subscribe();
      } else {
        subscribeAfter(PAUSE_WITHOUT_EVENTS);
      }
      return;
    }
    try {
      retry(error instanceof CompletionException wrapped ? wrapped.getCause() : error);
    } catch (ConnectException e) {
      closed = true;
      queue.put(new FetchResult.Failed(e), () -> {});
    }
  }

  private void retry(Throwable error) {
    if (error instanceof Error) {
      throw new ConnectException("Cannot read " + target + ": " + error, error);
    }
    // What breaks a stream that has begun arrives as the network reported it.
    SdkException service =
        error instanceof SdkException known
            ? known
            : SdkClientException.create(String.valueOf(error), error);
    latest = isTooEarly(service);
    if (latest) {
      subscribeAfter(Duration.ZERO);
      return;
    }
    if (isHopeless(service)) {
      LOG.warn("Cannot subscribe to {}: {}. It is polled.", target, service.getMessage());
      poll();
      return;
    }
    Duration pause;
    if (service instanceof ResourceInUseException) {
      // The subscription of a task that was stopped or killed ends, or the consumer is new.
      pause = backoff.inUse(service, target.toString());
    } else {
      pause = backoff.after(service, target.toString());
    }
    if (KinesisFailure.of(service) == KinesisFailure.THROTTLED) {
      metrics.throttled();
    }
    subscribeAfter(pause);
  }

  private void subscribeAfter(Duration pause) {
    Future<?> unused = retries.schedule(this::subscribe, pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Whether Kinesis refuses a time because it is in the future by its clock. */
  private boolean isTooEarly(SdkException error) {
    return error instanceof InvalidArgumentException
        && continuation == null
        && position instanceof Position.Since
        && !latest;
  }

  private boolean isHopeless(SdkException error) {
    boolean inUse = error instanceof ResourceInUseException;
    if (KinesisFailure.of(error) == KinesisFailure.TRANSIENT && !inUse && !isPushed) {
      firstFailures++;
    }
    return (firstFailures >= MOST_FIRST_FAILURES && backoff.failsForLong())
        || error instanceof ResourceNotFoundException
        || error instanceof InvalidArgumentException
        || error instanceof ValidationException
        || KinesisFailure.isUnknownOperation(error);
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (current != null) {
      current.cancel();
    }
  }

  /**
   * The events of one call. It holds no lock while it asks for the next event, which may arrive in
   * the same call.
   */
  private final class Attempt implements Subscriber<SubscribeToShardEventStream> {
    private volatile Subscription events;
    private volatile boolean cancelled;
    private boolean isPushed;

    /** Whose cancellation also ends a request that has no answer yet. */
    private volatile CompletableFuture<Void> call = CompletableFuture.completedFuture(null);

    @Override
    public void onSubscribe(Subscription subscription) {
      events = subscription;
      if (cancelled) {
        subscription.cancel();
      } else {
        subscription.request(1);
      }
    }

    @Override
    public void onNext(SubscribeToShardEventStream event) {
      if (!(event instanceof SubscribeToShardEvent records) || received(this, records)) {
        more();
      }
    }

    @Override
    public void onError(Throwable error) {
      ended(this, error);
    }

    @Override
    public void onComplete() {
      ended(this, null);
    }

    /** Asks for the next event. */
    private void more() {
      if (!cancelled) {
        events.request(1);
      }
    }

    private void cancel() {
      cancelled = true;
      if (events != null) {
        events.cancel();
      }
      call.cancel(true);
    }
  }
}
