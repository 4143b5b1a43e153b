package io.tweetsentiment.emulators.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/** Enhanced fan-out, with the unmodified asynchronous client over HTTP/2. */
class FanOutTest {
  private static final String SHARD = "shardId-000000000000";

  @TempDir Path folder;
  private final MutableClock clock = new MutableClock();
  private KinesisEmulator emulator;
  private KinesisClient client;
  private KinesisAsyncClient async;

  private void start(Map<String, String> settings) {
    emulator = KinesisEmulator.start(folder, settings, clock);
    client = KinesisClients.client(emulator.uri(), new HashSet<>());
    async =
        KinesisAsyncClient.builder()
            .endpointOverride(emulator.uri())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();
  }

  @AfterEach
  void stop() {
    client.close();
    async.close();
    emulator.close();
  }

  private String createStream() {
    client.createStream(r -> r.streamName("s").shardCount(1));
    return client
        .describeStreamSummary(r -> r.streamName("s"))
        .streamDescriptionSummary()
        .streamARN();
  }

  private String register(String stream, String name) {
    return client
        .registerStreamConsumer(r -> r.streamARN(stream).consumerName(name))
        .consumer()
        .consumerARN();
  }

  private String put(String text) {
    return client
        .putRecord(r -> r.streamName("s").partitionKey("k").data(SdkBytes.fromUtf8String(text)))
        .sequenceNumber();
  }

  /** A subscription and what it received. */
  private record Received(List<SubscribeToShardEvent> events, CompletableFuture<Void> end) {
    List<String> texts() {
      return events.stream()
          .flatMap(event -> event.records().stream())
          .map(record -> record.data().asUtf8String())
          .toList();
    }

    SubscribeToShardEvent last() {
      return events.get(events.size() - 1);
    }
  }

  private Received subscribe(String consumer, StartingPosition position) {
    List<SubscribeToShardEvent> events = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> end =
        async.subscribeToShard(
            r -> r.consumerARN(consumer).shardId(SHARD).startingPosition(position),
            SubscribeToShardResponseHandler.builder()
                .subscriber(event -> events.add((SubscribeToShardEvent) event))
                .build());
    return new Received(events, end);
  }

  private static StartingPosition at(ShardIteratorType type) {
    return StartingPosition.builder().type(type).build();
  }

  private static StartingPosition after(String number) {
    return StartingPosition.builder()
        .type(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
        .sequenceNumber(number)
        .build();
  }

  @Test
  void shouldPushRecordsThatWereThereAndThatArrive() {
    start(Map.of());
    String consumer = register(createStream(), "one");
    Instant before = Instant.ofEpochMilli(clock.millis());
    String first = put("a é😀");
    put("b");
    Received all = subscribe(consumer, at(ShardIteratorType.TRIM_HORIZON));
    await().until(() -> all.texts().size() == 2);
    put("c");
    await().until(() -> all.texts().size() == 3);

    assertThat(all.texts()).containsExactly("a é😀", "b", "c");
    assertThat(all.events().get(0).records().get(0).sequenceNumber()).isEqualTo(first);
    assertThat(all.events().get(0).records().get(0).approximateArrivalTimestamp())
        .isBetween(before, clock.instant());
    assertThat(all.last().millisBehindLatest()).isZero();

    clock.advance(Duration.ofSeconds(6));
    Received rest = subscribe(consumer, after(all.last().continuationSequenceNumber()));
    put("d");
    await().until(() -> !rest.texts().isEmpty());
    assertThat(rest.texts()).containsExactly("d");
    assertThat(all.end()).as("the older subscription ends").succeedsWithin(5, TimeUnit.SECONDS);
  }

  @Test
  void shouldNameTheChildrenAndEndWhenTheShardIsSplit() {
    start(Map.of());
    String consumer = register(createStream(), "one");
    Received all = subscribe(consumer, at(ShardIteratorType.LATEST));
    await().until(() -> !all.events().isEmpty());
    put("a");
    client.splitShard(
        r ->
            r.streamName("s")
                .shardToSplit(SHARD)
                .newStartingHashKey("170141183460469231731687303715884105728"));

    await().until(all.end()::isDone);
    assertThat(all.texts()).containsExactly("a");
    assertThat(all.last().continuationSequenceNumber()).isNull();
    assertThat(all.last().childShards())
        .extracting(child -> child.shardId())
        .containsExactly("shardId-000000000001", "shardId-000000000002");
  }

  @Test
  void shouldEndAfterItsLife() {
    start(Map.of("kinesis.subscription.life", "PT2S"));
    String consumer = register(createStream(), "one");
    Received all = subscribe(consumer, at(ShardIteratorType.TRIM_HORIZON));
    await().until(() -> !all.events().isEmpty());
    assertThat(all.end()).isNotDone();
    clock.advance(Duration.ofSeconds(2));

    await().until(all.end()::isDone);
    assertThat(all.last().continuationSequenceNumber()).isNotNull();
  }

  @Test
  void shouldRefuseASecondSubscriptionAtOnce() {
    start(Map.of());
    String consumer = register(createStream(), "one");
    Received first = subscribe(consumer, at(ShardIteratorType.TRIM_HORIZON));
    await().until(() -> !first.events().isEmpty());

    assertThatThrownBy(() -> subscribe(consumer, at(ShardIteratorType.TRIM_HORIZON)).end().join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(ResourceInUseException.class);
    assertThat(first.end()).isNotDone();
  }

  @Test
  void shouldKeepConsumersUntilTheyAreDeregistered() {
    start(Map.of("kinesis.consumers", "2"));
    String stream = createStream();
    String one = register(stream, "one");
    assertThatThrownBy(() -> register(stream, "one")).isInstanceOf(ResourceInUseException.class);
    register(stream, "two");
    assertThatThrownBy(() -> register(stream, "three")).isInstanceOf(LimitExceededException.class);
    stop();
    start(Map.of("kinesis.consumers", "2"));

    assertThat(
            client
                .describeStreamConsumer(r -> r.streamARN(stream).consumerName("one"))
                .consumerDescription())
        .satisfies(
            found -> {
              assertThat(found.consumerARN()).isEqualTo(one);
              assertThat(found.consumerStatus()).isEqualTo(ConsumerStatus.ACTIVE);
              assertThat(found.streamARN()).isEqualTo(stream);
            });
    Received all = subscribe(one, at(ShardIteratorType.TRIM_HORIZON));
    await().until(() -> !all.events().isEmpty());
    client.deregisterStreamConsumer(r -> r.consumerARN(one));
    await().until(all.end()::isDone);
    assertThat(client.listStreamConsumers(r -> r.streamARN(stream)).consumers())
        .extracting(consumer -> consumer.consumerName())
        .containsExactly("two");
    assertThatThrownBy(
            () -> client.describeStreamConsumer(r -> r.streamARN(stream).consumerName("one")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void shouldNotKnowTheOperationsWhenConfigured() {
    start(Map.of("kinesis.consumers", "0"));
    String stream = createStream();
    assertThatThrownBy(() -> register(stream, "one"))
        .isInstanceOfSatisfying(
            KinesisException.class,
            e ->
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException"));
  }

  /** Longer than the time after which the client gives up on a connection without data. */
  @Test
  void shouldKeepAQuietSubscriptionAlive() {
    start(Map.of());
    String consumer = register(createStream(), "one");
    Received all = subscribe(consumer, at(ShardIteratorType.TRIM_HORIZON));
    await().atMost(Duration.ofSeconds(20)).until(() -> all.events().size() >= 3);
    assertThat(all.end()).isNotDone();
  }
}
