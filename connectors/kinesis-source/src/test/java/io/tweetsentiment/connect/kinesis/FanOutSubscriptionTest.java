package io.tweetsentiment.connect.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.connect.kinesis.config.BackoffSettings;
import io.tweetsentiment.connect.kinesis.metrics.ShardMetrics;
import io.tweetsentiment.connect.kinesis.shards.Position;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEventStream;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

class FanOutSubscriptionTest {
  private static final BackoffSettings SETTINGS =
      new BackoffSettings(
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ofSeconds(1),
          Duration.ofMinutes(5));

  private final ManualClock clock = new ManualClock();
  private final FetchQueue queue = new FetchQueue();
  private final List<Call> calls = new ArrayList<>();
  private final List<Position> polled = new ArrayList<>();
  private final Later later = new Later();
  private FanOutSubscription subscription;

  /** A subscription, whose events the test sends. */
  private record Call(
      SubscribeToShardRequest request,
      SubscribeToShardResponseHandler handler,
      CompletableFuture<Void> done) {
    private Subscriber<? super SubscribeToShardEventStream> open() {
      List<Subscriber<? super SubscribeToShardEventStream>> opened = new ArrayList<>();
      handler.onEventStream(
          SdkPublisher.adapt(
              subscriber -> {
                opened.add(subscriber);
                subscriber.onSubscribe(
                    new Subscription() {
                      @Override
                      public void request(long events) {}

                      @Override
                      public void cancel() {
                        // As a connection that is closed: the call ends without an error.
                        done.complete(null);
                      }
                    });
              }));
      return opened.get(0);
    }

    private ShardIteratorType type() {
      return request.startingPosition().type();
    }
  }

  private final class Pushes implements KinesisAsyncClient {
    @Override
    public CompletableFuture<Void> subscribeToShard(
        SubscribeToShardRequest request, SubscribeToShardResponseHandler handler) {
      calls.add(new Call(request, handler, new CompletableFuture<>()));
      return last().done();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  /** Runs what is scheduled when the test says so, and advances the clock by the pause. */
  private final class Later extends ScheduledThreadPoolExecutor {
    private final List<Runnable> tasks = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();

    Later() {
      super(0);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
      tasks.add(task);
      pauses.add(Duration.of(delay, unit.toChronoUnit()));
      return null;
    }

    private void run() {
      clock.advance(pauses.get(pauses.size() - 1));
      tasks.remove(0).run();
    }
  }

  @AfterEach
  void stop() {
    later.shutdownNow();
  }

  private Call last() {
    return calls.get(calls.size() - 1);
  }

  private void subscribe(Position from, boolean closed) {
    subscription =
        new FanOutSubscription(
            new FanOutSubscription.Target(new Pushes(), "arn", "shard-1", closed),
            from,
            queue,
            new KinesisBackoff(SETTINGS, clock),
            new ShardMetrics(),
            later,
            polled::add);
    subscription.subscribe();
  }

  private static SubscribeToShardEvent event(String continuation, String... numbers) {
    return SubscribeToShardEvent.builder()
        .continuationSequenceNumber(continuation)
        .millisBehindLatest(0L)
        .records(
            List.of(numbers).stream()
                .map(number -> Record.builder().sequenceNumber(number).build())
                .toList())
        .build();
  }

  private List<FetchedRecords> taken() throws InterruptedException {
    return queue.take(Duration.ZERO);
  }

  @Test
  void shouldGoOnAfterTheLastEventWhenTheNetworkBreaksTheStream() throws Exception {
    subscribe(new Position.TrimHorizon(), false);
    Subscriber<? super SubscribeToShardEventStream> stream = last().open();
    stream.onNext(event("7", "7"));
    stream.onError(new IOException("Connection reset"));
    later.run();

    assertThat(calls).hasSize(2);
    assertThat(last().request().startingPosition().sequenceNumber()).isEqualTo("7");
    assertThat(taken()).hasSize(1);
  }

  @Test
  void shouldFailWhenTheClientIsBroken() {
    subscribe(new Position.TrimHorizon(), false);
    last().done().completeExceptionally(new NoClassDefFoundError("missing"));

    assertThatThrownBy(
            () -> {
              taken();
              taken();
            })
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("missing");
  }

  @Test
  void shouldPollWhenNoEventTellsHowToGoOn() throws Exception {
    subscribe(new Position.TrimHorizon(), false);
    last().open().onNext(event(null, "7"));

    assertThat(taken()).singleElement().satisfies(page -> assertThat(page.last()).isFalse());
    assertThat(polled).containsExactly(new Position.After("7"));
    assertThat(calls).hasSize(1);
  }

  @Test
  void shouldEndWithTheChildrenOrTheClosedShard() throws Exception {
    subscribe(new Position.TrimHorizon(), false);
    last()
        .open()
        .onNext(
            event(null, "7").toBuilder()
                .childShards(ChildShard.builder().shardId("child").build())
                .build());
    subscribe(new Position.TrimHorizon(), true);
    last().open().onNext(event(null, "8"));

    assertThat(taken()).hasSize(2).allSatisfy(page -> assertThat(page.last()).isTrue());
    assertThat(polled).isEmpty();
  }

  @Test
  void shouldNotSubscribeAgainWhenPollingLooksForTheEnd() throws Exception {
    subscribe(new Position.After("7"), true);
    Subscriber<? super SubscribeToShardEventStream> stream = last().open();
    for (int i = 0; i < 3; i++) {
      stream.onNext(event("7"));
    }

    assertThat(polled).containsExactly(new Position.After("7"));
    assertThat(calls).hasSize(1);
    assertThat(later.tasks).isEmpty();
    assertThat(taken()).isEmpty();
  }

  @Test
  void shouldRenewAtOnceOnlyASubscriptionThatHadAnEvent() {
    subscribe(new Position.TrimHorizon(), false);
    last().open().onNext(event("7"));
    last().done().complete(null);
    assertThat(calls).hasSize(2);
    last().done().complete(null);
    assertThat(calls).hasSize(2);
    later.run();

    assertThat(calls).hasSize(3);
    assertThat(later.pauses).allSatisfy(pause -> assertThat(pause).isPositive());
  }

  @Test
  void shouldPollAfterHalfAMinuteOfFailuresAndNotEarlier() {
    subscribe(new Position.TrimHorizon(), false);
    Instant start = clock.instant();
    while (polled.isEmpty()) {
      last().done().completeExceptionally(new IOException("The server has no HTTP/2"));
      if (polled.isEmpty()) {
        later.run();
      }
    }

    assertThat(Duration.between(start, clock.instant()))
        .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(45));
  }

  @Test
  void shouldWaitForAConsumerThatIsInUse() {
    subscribe(new Position.TrimHorizon(), false);
    for (int i = 0; i < 100; i++) {
      last().done().completeExceptionally(ResourceInUseException.builder().message("x").build());
      later.run();
    }

    assertThat(polled).isEmpty();
    assertThat(calls).hasSize(101);
  }

  @Test
  void shouldReadFromTheEndWhenTheStartIsInTheFutureOfKinesis() {
    subscribe(new Position.Since(clock.instant()), false);
    assertThat(last().type()).isEqualTo(ShardIteratorType.AT_TIMESTAMP);
    last().done().completeExceptionally(InvalidArgumentException.builder().message("x").build());
    later.run();
    assertThat(last().type()).isEqualTo(ShardIteratorType.LATEST);

    last().done().completeExceptionally(new IOException("Connection reset"));
    later.run();
    assertThat(last().type()).isEqualTo(ShardIteratorType.AT_TIMESTAMP);
    assertThat(polled).isEmpty();
  }
}
