package io.tweetsentiment.connect.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tweetsentiment.connect.kinesis.client.KinesisClientFactory;
import io.tweetsentiment.connect.kinesis.config.KinesisSourceConfig;
import io.tweetsentiment.emulators.kinesis.KinesisEmulator;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.HashKeyRange;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** Enhanced fan-out: the connector with the AWS SDK's clients against the emulator. */
class FanOutIT {
  private static final String STREAM = "tweets";
  private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

  @TempDir private Path folder;
  private final List<String> sent = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private KinesisEmulator emulator;
  private KinesisClient kinesis;
  private FakeConnect connect;
  private Relay relay;

  private void start(Map<String, String> settings, int shards) {
    emulator = KinesisEmulator.start(folder, settings, Clock.systemUTC());
    relay = new Relay(emulator.uri());
    Map<String, String> direct = new HashMap<>(config());
    direct.put("kinesis.base.url", emulator.uri().toString());
    kinesis = KinesisClientFactory.client(new KinesisSourceConfig(direct));
    kinesis.createStream(request -> request.streamName(STREAM).shardCount(shards));
    connect =
        new FakeConnect(
            KinesisClientFactory::client,
            KinesisClientFactory::asyncClient,
            Clock.systemUTC(),
            config(),
            2,
            true);
  }

  private Map<String, String> config() {
    return Map.ofEntries(
        Map.entry("name", "fan-out"),
        Map.entry("kafka.topic", "tweets.raw"),
        Map.entry("kinesis.stream", STREAM),
        Map.entry("kinesis.base.url", relay.address().toString()),
        Map.entry("aws.access.key.id", "test"),
        Map.entry("aws.secret.key.id", "test"),
        Map.entry("kinesis.read.mode", "fanout"),
        Map.entry("kinesis.shard.calls.per.second", "0"),
        Map.entry("kinesis.shard.bytes.per.second", "0"),
        Map.entry("kinesis.empty.records.backoff.ms", "20"),
        Map.entry("kinesis.shard.sync.interval.ms", "50"));
  }

  @AfterEach
  void stop() throws InterruptedException {
    connect.stop();
    kinesis.close();
    relay.close();
    emulator.close();
  }

  private String next() {
    String key = "k" + sent.size() % 23;
    String value = key + ":" + counts.merge(key, 1, Integer::sum);
    sent.add(value);
    return value;
  }

  private static String key(String value) {
    return value.substring(0, value.indexOf(':'));
  }

  private void put(int records) {
    put(
        IntStream.range(0, records)
            .mapToObj(i -> next())
            .map(value -> entry(key(value), SdkBytes.fromUtf8String(value)))
            .toList());
  }

  /** Puts records as the Kinesis Producer Library does: an aggregate has keys of one shard. */
  private void putAggregated(String key, int records) {
    List<Map.Entry<String, String>> parts = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      String value = key + ":" + counts.merge(key, 1, Integer::sum);
      sent.add(value);
      parts.add(Map.entry(key, value));
    }
    put(List.of(entry(key, Aggregates.of(parts))));
  }

  private static PutRecordsRequestEntry entry(String key, SdkBytes data) {
    return PutRecordsRequestEntry.builder().partitionKey(key).data(data).build();
  }

  private void put(List<PutRecordsRequestEntry> entries) {
    assertThat(
            kinesis
                .putRecords(request -> request.streamName(STREAM).records(entries))
                .failedRecordCount())
        .isZero();
  }

  private void awaitAll() {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () -> {
              assertThat(connect.failures()).isEmpty();
              assertThat(connect.values()).hasSizeGreaterThanOrEqualTo(sent.size());
            });
  }

  private void assertEachOnceAndInOrder() {
    assertThat(byKey(connect.values())).isEqualTo(byKey(sent));
  }

  private static Map<String, List<String>> byKey(List<String> values) {
    return values.stream().collect(Collectors.groupingBy(FanOutIT::key));
  }

  private static List<Object> figures(String attribute) throws Exception {
    List<Object> values = new ArrayList<>();
    for (ObjectName name :
        BEANS.queryNames(
            new ObjectName("io.tweetsentiment.connect.kinesis:connector=\"fan-out\",*"), null)) {
      values.add(BEANS.getAttribute(name, attribute));
    }
    return values;
  }

  private String streamArn() {
    return kinesis
        .describeStreamSummary(request -> request.streamName(STREAM))
        .streamDescriptionSummary()
        .streamARN();
  }

  @Test
  void shouldPushWhatWasThereAndWhatArrives() throws Exception {
    start(Map.of(), 2);
    put(200);
    connect.start();
    awaitAll();
    for (int i = 0; i < 20; i++) {
      put(10);
    }
    awaitAll();

    assertEachOnceAndInOrder();
    assertThat(figures("FanOut")).containsExactly(true, true);
    assertThat(kinesis.listStreamConsumers(r -> r.streamARN(streamArn())).consumers())
        .singleElement()
        .satisfies(
            consumer -> assertThat(consumer.consumerName()).isEqualTo("kafka-connect-fan-out"));
  }

  @Test
  void shouldGoOnAfterTheLastEventWhenASubscriptionEnds() throws Exception {
    start(Map.of("kinesis.subscription.life", "PT0.3S"), 2);
    connect.start();
    await()
        .pollInterval(Duration.ofMillis(50))
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              put(20);
              return figures("Renewals").stream().allMatch(count -> (Long) count >= 3);
            });
    awaitAll();

    assertEachOnceAndInOrder();
  }

  @Test
  void shouldGoOnWhenTheConnectionIsReset() throws Exception {
    start(Map.of(), 2);
    connect.start();
    for (int i = 0; i < 3; i++) {
      put(100);
      awaitAll();
      relay.cut();
    }
    put(100);
    awaitAll();

    assertEachOnceAndInOrder();
    assertThat(figures("FanOut")).containsOnly(true);
  }

  @Test
  void shouldPollWhenTheStreamHasNoPlaceForAConsumer() throws Exception {
    start(Map.of("kinesis.consumers", "1"), 1);
    kinesis.registerStreamConsumer(r -> r.streamARN(streamArn()).consumerName("other"));
    put(50);
    connect.start();
    awaitAll();

    assertEachOnceAndInOrder();
    assertThat(figures("FanOut")).containsExactly(false);
  }

  @Test
  void shouldPollWhenTheEndpointDoesNotKnowConsumers() throws Exception {
    start(Map.of("kinesis.consumers", "0"), 1);
    put(50);
    connect.start();
    awaitAll();

    assertEachOnceAndInOrder();
    assertThat(figures("FanOut")).containsExactly(false);
  }

  @Test
  void shouldPollOnWhenTheConsumerIsDeregistered() throws Exception {
    start(Map.of(), 1);
    put(50);
    connect.start();
    awaitAll();
    kinesis.deregisterStreamConsumer(
        r -> r.streamARN(streamArn()).consumerName("kafka-connect-fan-out"));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              put(5);
              return figures("FanOut").equals(List.of(false));
            });
    awaitAll();

    assertEachOnceAndInOrder();
  }

  @Test
  void shouldTakeOverTheSubscriptionsOfAKilledTask() throws Exception {
    start(Map.of(), 2);
    for (int round = 0; round < 2; round++) {
      connect.start();
      put(100);
      awaitAll();
      put(100);
      connect.crash();
    }
    connect.start();
    awaitAll();

    assertEachOnceAndInOrder();
    assertThat(figures("FanOut")).containsOnly(true);
  }

  @Test
  void shouldReadChildrenAfterTheirParentsWhenShardsSplitAndMerge() throws Exception {
    start(Map.of(), 2);
    connect.start();
    Random random = new Random(3);
    for (int change = 0; change < 8; change++) {
      put(100);
      putAggregated("k" + change, 50);
      if (change % 2 == 0) {
        List<Shard> open = open();
        split(open.get(random.nextInt(open.size())));
      } else {
        merge();
      }
    }
    put(100);
    awaitAll();

    assertEachOnceAndInOrder();
    assertThat(connect.reconfigurations()).isPositive();
  }

  private List<Shard> open() {
    return kinesis.listShards(r -> r.streamName(STREAM)).shards().stream()
        .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
        .sorted((a, b) -> start(a).compareTo(start(b)))
        .toList();
  }

  private static BigInteger start(Shard shard) {
    return new BigInteger(shard.hashKeyRange().startingHashKey());
  }

  private void split(Shard shard) {
    HashKeyRange range = shard.hashKeyRange();
    BigInteger middle =
        start(shard).add(new BigInteger(range.endingHashKey())).shiftRight(1).add(BigInteger.ONE);
    kinesis.splitShard(
        r ->
            r.streamName(STREAM)
                .shardToSplit(shard.shardId())
                .newStartingHashKey(middle.toString()));
  }

  private void merge() {
    List<Shard> open = open();
    kinesis.mergeShards(
        r ->
            r.streamName(STREAM)
                .shardToMerge(open.get(0).shardId())
                .adjacentShardToMerge(open.get(1).shardId()));
  }
}
