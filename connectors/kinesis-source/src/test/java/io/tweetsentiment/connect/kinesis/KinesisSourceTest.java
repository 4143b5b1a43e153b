package io.tweetsentiment.connect.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tweetsentiment.connect.kinesis.shards.Shard;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the whole connector in a miniature Connect worker. */
class KinesisSourceTest {
  private static final Map<String, String> CONFIG =
      Map.of(
          "kafka.topic", "tweets.raw",
          "kinesis.stream", FakeKinesis.STREAM,
          "kinesis.record.limit", "7",
          "kinesis.empty.records.backoff.ms", "5",
          "kinesis.poll.interval.ms", "1",
          "kinesis.shard.calls.per.second", "0",
          "kinesis.throughput.exceeded.backoff.ms", "2",
          "kinesis.shard.sync.interval.ms", "20");

  private final Clock clock = Clock.systemUTC();
  private final FakeKinesis kinesis = new FakeKinesis(clock, 2);
  private final List<String> sent = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private FakeConnect connect = connect(Map.of(), true);

  private FakeConnect connect(Map<String, String> more, boolean exactlyOnce) {
    Map<String, String> config = new HashMap<>(CONFIG);
    config.putAll(more);
    return new FakeConnect(kinesis, clock, config, 3, exactlyOnce);
  }

  @AfterEach
  void stop() throws InterruptedException {
    connect.stop();
  }

  private void put(int records) {
    for (int i = 0; i < records; i++) {
      String key = "k" + sent.size() % 23;
      String value = key + ":" + counts.merge(key, 1, Integer::sum);
      kinesis.put(key, value);
      sent.add(value);
    }
  }

  private void awaitAll() {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(
            () -> {
              assertThat(connect.failures()).isEmpty();
              assertThat(connect.values()).containsAll(sent);
            });
  }

  private void assertEachOnceAndInOrder() {
    assertThat(connect.values()).containsExactlyInAnyOrderElementsOf(sent);
    assertOrder(connect.values());
  }

  private void assertOrder(List<String> values) {
    assertThat(byKey(values)).isEqualTo(byKey(sent));
  }

  private static Map<String, List<String>> byKey(List<String> values) {
    return values.stream()
        .collect(Collectors.groupingBy(value -> value.substring(0, value.indexOf(':'))));
  }

  @Test
  void shouldKeepKeyBytesAndOrigin() {
    Instant before = clock.instant();
    String sequence = kinesis.put("1318", "caf\u00e9 \ud83d\ude00");
    connect.start();
    await().until(() -> connect.topic().size() == 1);
    SourceRecord record = connect.topic().get(0);

    assertThat(record.topic()).isEqualTo("tweets.raw");
    assertThat(record.kafkaPartition()).isNull();
    assertThat(record.keySchema()).isEqualTo(Schema.STRING_SCHEMA);
    assertThat(record.key()).isEqualTo("1318");
    assertThat(record.valueSchema()).isEqualTo(Schema.BYTES_SCHEMA);
    assertThat(FakeKinesis.text((byte[]) record.value())).isEqualTo("caf\u00e9 \ud83d\ude00");
    assertThat(Instant.ofEpochMilli(record.timestamp()))
        .isBetween(before.minusMillis(1), clock.instant());
    String shard = record.headers().lastWithName("kinesis.shard").value().toString();
    assertThat(record.headers().lastWithName("kinesis.stream").value()).isEqualTo("tweets");
    String arrival = record.headers().lastWithName("kinesis.arrival.time").value().toString();
    assertThat(Instant.parse(arrival).toEpochMilli()).isEqualTo(record.timestamp());
    assertThat(record.headers().lastWithName("kinesis.sequence.number").value())
        .isEqualTo(sequence);
    assertThat(record.sourcePartition()).isEqualTo(Map.of("stream", "tweets", "shard", shard));
    assertThat(record.sourceOffset()).isEqualTo(Map.of("sequence_number", sequence));
  }

  @Test
  void shouldContinueAfterTheCommittedRecordsWhenRestarted() throws Exception {
    put(100);
    connect.start();
    awaitAll();
    connect.stop();
    put(100);
    connect.start();
    awaitAll();

    assertEachOnceAndInOrder();
    assertThat(connect.taskCount()).isEqualTo(2);
  }

  @Test
  void shouldReadChildrenAfterTheirParentsWhenShardsSplitAndMerge() {
    put(300);
    connect.start();
    kinesis.split(kinesis.open().get(0));
    put(300);
    kinesis.split(kinesis.open().get(1));
    put(300);
    List<String> neighbours = kinesis.neighbours();
    kinesis.merge(neighbours.get(0), neighbours.get(1));
    kinesis.emptyPagesBeforeEnd(3);
    put(300);
    awaitAll();

    assertEachOnceAndInOrder();
    assertThat(connect.reconfigurations()).isPositive();
  }

  @Test
  void shouldReadChildrenAfterTheirParentsWhenTheHistoryIsFoundAtTheStart() {
    put(100);
    kinesis.split(kinesis.open().get(0));
    kinesis.split(kinesis.open().get(1));
    put(100);
    List<String> neighbours = kinesis.neighbours();
    kinesis.merge(neighbours.get(0), neighbours.get(1));
    put(100);
    connect.start();
    awaitAll();

    assertEachOnceAndInOrder();
    assertThat(connect.taskCount()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldDeliverEachRecordOnceDespiteFailuresWithExactlyOnce(long seed) throws Exception {
    misfortune(new Random(seed));

    assertEachOnceAndInOrder();
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void shouldLoseNoRecordDespiteFailuresWithAtLeastOnce(long seed) throws Exception {
    connect = connect(Map.of(), false);
    misfortune(new Random(seed));

    assertOrder(List.copyOf(new LinkedHashSet<>(connect.values())));
  }

  private void misfortune(Random random) throws InterruptedException {
    connect.start();
    for (int step = 0; step < 40; step++) {
      put(random.nextInt(40));
      switch (random.nextInt(8)) {
        case 0 -> kinesis.split(kinesis.open().get(random.nextInt(kinesis.open().size())));
        case 1 -> {
          List<String> neighbours = kinesis.neighbours();
          if (!neighbours.isEmpty()) {
            kinesis.merge(neighbours.get(0), neighbours.get(1));
          }
        }
        case 2 -> kinesis.failReads(random.nextInt(20), FakeKinesis::throttled);
        case 3 -> kinesis.expireIterators();
        case 4 -> {
          connect.crash();
          connect.start();
        }
        case 5 -> {
          connect.stop();
          connect.start();
        }
        case 6 -> kinesis.emptyPagesBeforeEnd(random.nextInt(6));
        default -> {
          int seen = connect.topic().size();
          await()
              .pollInterval(Duration.ofMillis(2))
              .until(() -> connect.topic().size() > seen || connect.values().containsAll(sent));
        }
      }
    }
    awaitAll();
  }

  @Test
  void shouldReadAllOfANewShardWhenThePositionIsLatest() throws Exception {
    kinesis.put("old", "old:1");
    awaitLaterArrivals();
    connect = connect(Map.of("kinesis.position", "LATEST"), true);
    connect.start();
    put(30);
    kinesis.split(kinesis.open().get(0));
    put(30);
    awaitAll();
    assertEachOnceAndInOrder();

    connect.stop();
    kinesis.split(kinesis.open().get(0));
    put(30);
    awaitLaterArrivals();
    connect.start();
    awaitAll();
    assertEachOnceAndInOrder();
  }

  @Test
  void shouldReadOnFromTheFirstStartWhenLatestIsAskedForAndAShardWasQuiet() throws Exception {
    kinesis.put("old", "old:1");
    awaitLaterArrivals();
    connect = connect(Map.of("kinesis.position", "LATEST"), true);
    connect.start();
    putToShard(0);
    awaitAll();

    connect.stop();
    putToShard(1);
    awaitLaterArrivals();
    connect.start();
    awaitAll();
    assertEachOnceAndInOrder();
  }

  private void putToShard(int number) {
    String key = "s" + number;
    while (!kinesis.shardOf(key).equals(FakeKinesis.shardId(number))) {
      key += "x";
    }
    String value = key + ":1";
    kinesis.put(key, value);
    sent.add(value);
  }

  /** Waits for the next millisecond, which is the resolution of arrival times. */
  private void awaitLaterArrivals() {
    long now = clock.millis();
    await().pollInterval(Duration.ofMillis(1)).until(() -> clock.millis() > now);
  }

  @Test
  void shouldRepeatAndLoseNothingWhenIteratorsExpire() {
    put(100);
    connect.start();
    awaitAll();
    for (int time = 0; time < 3; time++) {
      kinesis.expireIterators();
      put(100);
      awaitAll();
    }

    assertEachOnceAndInOrder();
    assertThat(kinesis.iteratorTypes()).contains("AFTER_SEQUENCE_NUMBER");
  }

  @Test
  void shouldReadOnlyTheShardsThatAreAskedFor() {
    kinesis.split(kinesis.open().get(0));
    put(100);
    String asked = kinesis.open().get(2);
    connect = connect(Map.of("kinesis.shard.id", ".*" + asked.substring(12)), true);
    connect.start();
    await().until(() -> !connect.topic().isEmpty());

    assertThat(connect.topic())
        .allMatch(record -> asked.equals(record.sourcePartition().get("shard")));
    assertThat(connect.taskCount()).isEqualTo(1);
  }

  @Test
  void shouldFollowAnOperatorsOffsets() throws Exception {
    put(60);
    connect.start();
    awaitAll();
    connect.stop();
    Map<Map<String, ?>, Map<String, ?>> before = connect.offsets();
    put(20);
    connect.start();
    awaitAll();
    connect.stop();

    connect.alter(before);
    connect.start();
    await().until(() -> connect.topic().size() == 100);
    connect.stop();
    assertThat(connect.values().subList(80, 100))
        .containsExactlyInAnyOrderElementsOf(sent.subList(60, 80));

    Map<Map<String, ?>, Map<String, ?>> reset = new LinkedHashMap<>();
    before.keySet().forEach(partition -> reset.put(partition, null));
    connect.alter(reset);
    connect.start();
    await().until(() -> connect.topic().size() == 180);
    assertThat(connect.values().subList(100, 180)).containsExactlyInAnyOrderElementsOf(sent);
  }

  @Test
  void shouldNameThePermissionWhenReadingIsDenied() {
    kinesis.failReads(2, FakeKinesis::denied);
    connect.start();
    await().until(() -> !connect.failures().isEmpty());

    assertThat(connect.failures().get(0))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("shard shardId-")
        .hasMessageContaining("kinesis:GetRecords");
  }

  @Test
  void shouldWaitWhileKinesisIsUnavailable() {
    put(20);
    kinesis.failLists(3, FakeKinesis::unavailable);
    kinesis.failReads(2, FakeKinesis::unavailable);
    connect.start();
    awaitAll();

    assertEachOnceAndInOrder();
  }

  @Test
  void shouldNotReadFarAheadOfTheWorker() throws Exception {
    put(5_000);
    KinesisSourceConnector connector =
        new KinesisSourceConnector(clock, pause -> {}, any -> kinesis);
    connector.initialize(new NoOffsets.ForConnector());
    connector.start(CONFIG);
    KinesisSourceTask task = new KinesisSourceTask(clock, any -> kinesis, any -> null);
    task.initialize(new NoOffsets.ForTask());
    task.start(connector.taskConfigs(1).get(0));
    try {
      assertThat(task.poll()).isNotEmpty();
      await()
          .during(Duration.ofMillis(100))
          .atMost(Duration.ofSeconds(5))
          .until(() -> kinesis.reads() <= 10);
    } finally {
      task.stop();
      connector.stop();
    }
  }

  @Test
  void shouldForgetShardsThatExpired() throws Exception {
    put(50);
    connect.start();
    awaitAll();
    String parent = kinesis.open().get(0);
    kinesis.split(parent);
    put(50);
    awaitAll();
    int before = connect.reconfigurations();
    kinesis.expireShard(parent);
    await().until(() -> connect.reconfigurations() > before);
    connect.stop();
    put(50);
    connect.start();
    awaitAll();

    assertEachOnceAndInOrder();
  }

  @Test
  void shouldListAllPagesOfShards() {
    kinesis.listPage(1);
    kinesis.split(kinesis.open().get(1));

    assertThat(new ShardList(kinesis, FakeKinesis.STREAM).fetch())
        .containsExactly(
            new Shard(FakeKinesis.shardId(0), List.of(), true),
            new Shard(FakeKinesis.shardId(1), List.of(), false),
            new Shard(FakeKinesis.shardId(2), List.of(FakeKinesis.shardId(1)), true),
            new Shard(FakeKinesis.shardId(3), List.of(FakeKinesis.shardId(1)), true));
  }

  @Test
  void shouldNameTheStreamOrTheShardsWhenThereAreNone() {
    KinesisSourceConnector connector =
        new KinesisSourceConnector(clock, pause -> {}, any -> kinesis);
    connector.initialize(new NoOffsets.ForConnector());
    Map<String, String> config = new HashMap<>(CONFIG);
    config.put("kinesis.shard.id", "none");
    assertThatThrownBy(() -> connector.start(config))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("kinesis.shard.id=none")
        .hasMessageContaining(FakeKinesis.shardId(0));
    connector.stop();

    config.put("kinesis.stream", "other");
    assertThatThrownBy(() -> connector.start(config))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("stream other")
        .hasMessageContaining("kinesis.stream");
    connector.stop();
  }

  @Test
  void shouldShowTheFiguresOfEachShardByJmx() throws Exception {
    connect = connect(Map.of("name", "my: source"), true);
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    ObjectName name =
        new ObjectName(
            "io.tweetsentiment.connect.kinesis:type=shard,connector=\"my: source\",stream=tweets,"
                + "shard="
                + FakeKinesis.shardId(0));
    put(100);
    kinesis.failReads(4, FakeKinesis::throttled);
    connect.start();
    awaitAll();

    long inShard =
        connect.topic().stream()
            .filter(r -> r.sourcePartition().get("shard").equals(FakeKinesis.shardId(0)))
            .count();
    assertThat(beans.getAttribute(name, "Records")).isEqualTo(inShard);
    assertThat((Long) beans.getAttribute(name, "Bytes")).isGreaterThan(inShard);
    assertThat((Long) beans.getAttribute(name, "Reads")).isPositive();
    assertThat((Long) beans.getAttribute(name, "Renewals")).isZero();
    await().until(() -> beans.getAttribute(name, "MillisBehindLatest").equals(0L));
    assertThat(throttles(beans)).isEqualTo(4);
    connect.stop();
    assertThat(beans.isRegistered(name)).isFalse();
  }

  private static long throttles(MBeanServer beans) throws Exception {
    long sum = 0;
    for (ObjectName name :
        beans.queryNames(
            new ObjectName("io.tweetsentiment.connect.kinesis:connector=\"my: source\",*"), null)) {
      sum += (Long) beans.getAttribute(name, "Throttles");
    }
    return sum;
  }

  /** An aggregate is longer than what a poll returns. */
  @Test
  void shouldNotEndATransactionInsideAnAggregate() throws Exception {
    List<Map.Entry<String, String>> many =
        Collections.nCopies(2 * RecordMapper.MOST_RECORDS + 1, Map.entry("k", "v"));
    kinesis.put("k", Aggregates.of(many));
    Map<String, String> config = new HashMap<>(CONFIG);
    config.put("kinesis.shard.id", kinesis.shardOf("k"));
    KinesisSourceConnector connector =
        new KinesisSourceConnector(clock, pause -> {}, any -> kinesis);
    assertThat(connector.canDefineTransactionBoundaries(config))
        .isEqualTo(ConnectorTransactionBoundaries.SUPPORTED);
    connector.initialize(new NoOffsets.ForConnector());
    connector.start(config);
    KinesisSourceTask task = new KinesisSourceTask(clock, any -> kinesis, any -> null);
    NoOffsets.ForTask context = new NoOffsets.ForTask();
    task.initialize(context);
    task.start(connector.taskConfigs(1).get(0));
    try {
      List<Integer> commits = new ArrayList<>();
      int records = 0;
      while (records < many.size()) {
        List<SourceRecord> some = task.poll();
        if (some != null) {
          records += some.size();
          commits.add(context.commits());
        }
      }
      assertThat(commits).containsExactly(0, 0, 1);
    } finally {
      task.stop();
      connector.stop();
    }
  }

  @Test
  void shouldSupportExactlyOnce() {
    assertThat(new KinesisSourceConnector().exactlyOnceSupport(CONFIG))
        .isEqualTo(ExactlyOnceSupport.SUPPORTED);
  }

  @Test
  void shouldFailInsteadOfStandingStillWhenAClassIsMissing() {
    kinesis.failReads(
        2,
        () -> {
          throw new NoClassDefFoundError("org/some/Codec");
        });
    connect.start();
    await().until(() -> !connect.failures().isEmpty());

    assertThat(connect.failures().get(0))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("org/some/Codec");
  }

  @Test
  void shouldRaiseAnErrorInsteadOfLookingNoMoreWhenAListingBreaks() {
    connect.start();
    kinesis.failLists(
        1,
        () -> {
          throw new NoClassDefFoundError("org/some/Codec");
        });
    await().until(() -> !connect.failures().isEmpty());

    assertThat(connect.failures().get(0))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("org/some/Codec");
  }

  @Test
  void shouldNotCreateAnInstanceWhoseKeysDoNotFit() {
    Map<String, String> config = new HashMap<>(CONFIG);
    assertThat(errors(config)).isEmpty();
    config.put("kinesis.position", "AT_TIMESTAMP");
    assertThat(errors(config)).singleElement().asString().contains("kinesis.shard.timestamp");
    config.put("kinesis.record.limit", "many");
    assertThat(errors(config)).isNotEmpty().allMatch(e -> e.contains("kinesis.record.limit"));
  }

  private static List<String> errors(Map<String, String> config) {
    return new KinesisSourceConnector()
        .validate(config).configValues().stream()
            .flatMap(value -> value.errorMessages().stream())
            .toList();
  }

  @Test
  void shouldRaiseAnErrorWhenShardsCannotBeListedAnyMore() {
    connect.start();
    kinesis.failLists(1, FakeKinesis::denied);
    await().until(() -> !connect.failures().isEmpty());

    assertThat(connect.failures().get(0)).hasMessageContaining("kinesis:ListShards");
  }
}
