package io.tweetsentiment.connect.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.connect.s3.FakeS3.Fault;
import io.tweetsentiment.connect.s3.storage.S3ObjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * This sink continues in a bucket and a consumer group of Confluent's sink: objects with its names
 * and without metadata, and a committed offset that can be before the last of them.
 */
class TakeoverTest {
  private static final TopicPartition PARTITION = new TopicPartition(Rows.TOPIC, 0);
  private static final int SCENARIOS = 150;

  private final FakeS3 s3 = new FakeS3();
  private final ManualClock clock = new ManualClock();
  private final Map<String, String> properties = Rows.properties();

  private FakeConnect start(
      Map<TopicPartition, NavigableMap<Long, SinkRecord>> log, long committed) {
    FakeConnect connect =
        new FakeConnect(log, new HashMap<>(Map.of(PARTITION, committed)), properties);
    connect.start(new S3SinkTask(clock, config -> new S3ObjectStore(s3, config.upload())));
    return connect;
  }

  private static SinkRecord[] records(int from, int to, Function<Integer, Integer> day) {
    SinkRecord[] records = new SinkRecord[to - from];
    for (int i = from; i < to; i++) {
      records[i - from] = Rows.record(0, i, day.apply(i));
    }
    return records;
  }

  /** Leaves what Confluent's sink leaves: the same names and bytes, and nothing else. */
  private void forgetMetadata() {
    s3.objects()
        .forEach((key, object) -> s3.insert(key, new FakeS3.Stored(object.bytes(), Map.of())));
  }

  @ParameterizedTest
  @CsvSource({
    "JsonFormat,none,snappy",
    "JsonFormat,gzip,snappy",
    "AvroFormat,none,snappy",
    "ParquetFormat,none,snappy",
    "ParquetFormat,none,zstd"
  })
  void shouldSkipWhatWasStoredAndNotCommitted(String format, String compression, String codec) {
    properties.put("format.class", "io.confluent.connect.s3.format.Any$" + format);
    properties.put("s3.compression.type", compression);
    properties.put("parquet.codec", codec);
    properties.put("flush.size", "10");
    FakeConnect before = start(Rows.log(records(0, 20, i -> i % 3)), 0);
    before.poll(10);
    before.poll(10);
    before.stop();
    forgetMetadata();
    Map<String, FakeS3.Stored> theirs = s3.objects();
    assertThat(theirs).hasSize(6);

    // The second ten are stored, but the process died before it committed them.
    FakeConnect connect = start(Rows.log(records(0, 30, i -> i % 3)), 10);
    connect.poll(5);
    connect.commit();
    assertThat(connect.committed).as("inside of their objects").containsEntry(PARTITION, 10L);
    FakeConnect restarted = start(Rows.log(records(0, 30, i -> i % 3)), 10);
    restarted.poll(20);
    restarted.commit();

    assertThat(restarted.committed).containsEntry(PARTITION, 30L);
    assertThat(s3.objects()).containsAllEntriesOf(theirs).hasSize(9);
    assertThat(
            s3.objects().values().stream()
                .filter(object -> !object.metadata().isEmpty())
                .mapToInt(object -> Integer.parseInt(object.metadata().get("record-count"))))
        .as("records in objects of this sink")
        .containsExactlyInAnyOrder(4, 3, 3);
  }

  @Test
  void shouldBelieveTheTagsOfTheirObjectsAndNotReadThem() {
    s3.insert(
        key(0, 10),
        new FakeS3.Stored(
            new byte[0],
            Map.of(),
            Map.of("startOffset", "10", "endOffset", "14", "recordCount", "3")));
    properties.put("flush.size", "1");
    FakeConnect connect = start(Rows.log(records(10, 16, i -> 0)), 10);
    connect.poll(6);
    connect.commit();

    assertThat(Rows.ids(s3)).containsEntry(key(0, 15), List.of("0-15")).hasSize(2);
    assertThat(s3.calls()).noneMatch(call -> call.startsWith("get "));
    assertThat(connect.committed).containsEntry(PARTITION, 16L);
  }

  @Test
  void shouldNotCommitAnOffsetInsideOfAnObjectWithTags() {
    s3.insert(
        key(0, 10),
        new FakeS3.Stored(
            new byte[0],
            Map.of(),
            Map.of("startOffset", "10", "endOffset", "14", "recordCount", "4")));
    // Their sink died before it stored the other day, which begins inside of the object.
    Function<Integer, Integer> day = i -> i == 12 || i >= 15 ? 1 : 0;
    properties.put("flush.size", "7");
    FakeConnect connect = start(Rows.log(records(10, 21, day)), 10);
    connect.poll(2);
    connect.commit();
    assertThat(connect.committed).as("all read are stored").containsEntry(PARTITION, 10L);
    connect.poll(6);
    connect.commit();
    assertThat(connect.committed).as("12 is in an open file").containsEntry(PARTITION, 10L);
    FakeConnect restarted = start(Rows.log(records(10, 21, day)), connect.committed.get(PARTITION));
    restarted.poll(11);
    restarted.commit();

    assertThat(Rows.ids(s3)).hasSize(2);
    assertThat(Rows.ids(s3).get(key(1, 12)))
        .containsExactly("0-12", "0-15", "0-16", "0-17", "0-18", "0-19", "0-20");
    assertThat(restarted.committed).containsEntry(PARTITION, 21L);
  }

  @Test
  void shouldFindTheFoldersOfNullsAndSlashesWhenUnsafeValuesAreKept() {
    properties.put("partitioner.class", "FieldPartitioner");
    properties.put("partition.field.name", "text");
    properties.put("partition.field.unsafe.values", "keep");
    properties.put("flush.size", "1");
    SinkRecord[] records = records(0, 4, i -> 0);
    ((Struct) records[0].value()).put("text", null);
    ((Struct) records[1].value()).put("text", "a/b");
    ((Struct) records[2].value()).put("text", null);
    ((Struct) records[3].value()).put("text", "a/b");
    String folder = "topics/tweets.merged/text=%s/tweets.merged+0+000000000%d.json";
    s3.insert(String.format(folder, "null", 0), new FakeS3.Stored(lines(records[0]), Map.of()));
    s3.insert(String.format(folder, "a/b", 1), new FakeS3.Stored(lines(records[1]), Map.of()));
    FakeConnect connect = start(Rows.log(records), 0);
    while (!connect.atEnd()) {
      connect.poll(4);
    }
    connect.commit();

    assertThat(connect.committed).containsEntry(PARTITION, 4L);
    assertThat(s3.objects())
        .containsOnlyKeys(
            String.format(folder, "null", 0),
            String.format(folder, "a/b", 1),
            String.format(folder, "null", 2),
            String.format(folder, "a/b", 3));
  }

  @Test
  void shouldNotReadObjectsBeforeTheCommittedOffset() {
    s3.insert(key(0, 3), new FakeS3.Stored("not even JSON".getBytes(UTF_8), Map.of()));
    properties.put("flush.size", "1");
    FakeConnect connect = start(Rows.log(records(0, 6, i -> 0)), 5);
    connect.poll(1);

    assertThat(Rows.ids(s3)).containsEntry(key(0, 5), List.of("0-5"));
    assertThat(s3.calls()).noneMatch(call -> call.startsWith("get ") || call.startsWith("tags "));
  }

  @Test
  void shouldFailWithTheRemedyWhenTheirObjectCannotBeRead() {
    properties.put("format.class", "AvroFormat");
    s3.insert(
        key(0, 0).replace(".json", ".avro"),
        new FakeS3.Stored("no Avro".getBytes(UTF_8), Map.of()));
    FakeConnect connect = start(Rows.log(records(0, 1, i -> 0)), 0);

    assertThatThrownBy(() -> connect.poll(1))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining(key(0, 0).replace(".json", ".avro"))
        .hasMessageContaining("Delete the object");
  }

  @Test
  void shouldFailInsteadOfSkippingRecordsThatAreYoungerThanTheirObject() {
    s3.insert(key(0, 0), new FakeS3.Stored("{}\n{}\n{}\n".getBytes(UTF_8), Map.of()));
    s3.written(Rows.DAY);
    SinkRecord young = Rows.at(Rows.record(0, 7, 0), Rows.DAY.plus(Duration.ofHours(1)));
    // Two of the three records were compacted away.
    FakeConnect connect = start(Rows.log(Rows.record(0, 0, 0), young), 0);

    assertThatThrownBy(() -> connect.poll(2))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("holds 3 records")
        .hasMessageContaining("only 1 of them")
        .hasMessageContaining("offset 7");
  }

  @Test
  void shouldReadAgainWhenTheirSinkStoresAnObjectMeanwhile() {
    properties.put("flush.size", "4");
    FakeConnect connect = start(Rows.log(records(0, 8, i -> 0)), 0);
    s3.beforeNextPut(
        () -> s3.insert(key(0, 0), new FakeS3.Stored(lines(records(0, 3, i -> 0)), Map.of())));
    while (!connect.atEnd()) {
      connect.poll(4);
    }
    connect.commit();

    Map<String, List<String>> ids = Rows.ids(s3);
    assertThat(ids).containsEntry(key(0, 0), List.of("0-0", "0-1", "0-2"));
    assertThat(ids).containsEntry(key(0, 3), List.of("0-3", "0-4", "0-5", "0-6"));
  }

  private static String key(int day, long offset) {
    return String.format(
        "topics/tweets.merged/dt=2020-10-%02d/tweets.merged+0+%010d.json", 20 + day, offset);
  }

  private static byte[] lines(SinkRecord... records) {
    return lines(List.of(records));
  }

  private static byte[] lines(List<SinkRecord> records) {
    return records.stream()
        .map(record -> "{\"id\":\"" + ((Struct) record.value()).get("id") + "\"}\n")
        .collect(Collectors.joining())
        .getBytes(UTF_8);
  }

  @Test
  void shouldContinueWithoutGapOrDoubleFromAnyStateThatTheirSinkLeaves() {
    assertThat(run(0, SCENARIOS)).as("scenarios with uncommitted objects").isGreaterThan(50);
  }

  @Test
  @Tag("long")
  void shouldContinueFromManyStates() {
    assertThat(run(SCENARIOS, 3000)).isPositive();
  }

  private static int run(int firstSeed, int scenarios) {
    int uncommitted = 0;
    for (int seed = firstSeed; seed < firstSeed + scenarios; seed++) {
      uncommitted += new Scenario(seed).run();
    }
    return uncommitted;
  }

  /**
   * A random log, the objects and the committed offset of Confluent's sink after a random time, and
   * this sink with crashes and faults until all is stored.
   */
  private static final class Scenario {
    private final Random random;
    private final String name;
    private final FakeS3 s3 = new FakeS3();
    private final ManualClock clock = new ManualClock();
    private final NavigableMap<Long, SinkRecord> log = new TreeMap<>();
    private boolean calm = true;
    private boolean started;

    Scenario(int seed) {
      random = new Random(seed);
      name = "seed " + seed;
      int days = 1 + random.nextInt(4);
      long offset = random.nextInt(3);
      for (int i = 20 + random.nextInt(80); i > 0; i--) {
        log.put(offset, Rows.record(0, offset, random.nextInt(days)));
        offset += 1 + (random.nextInt(8) == 0 ? random.nextInt(5) : 0);
      }
    }

    /** Returns 1 if objects were beyond the committed offset. */
    int run() {
      List<Long> boundaries = theirSink();
      long last = boundaries.get(boundaries.size() - 1);
      long committed = boundaries.get(Math.max(0, boundaries.size() - 1 - random.nextInt(4)));
      Map<String, String> properties = Rows.properties();
      properties.put("flush.size", Integer.toString(1 + random.nextInt(30)));
      properties.put("rotate.schedule.interval.ms", "1000");
      FakeConnect connect =
          new FakeConnect(
              Map.of(PARTITION, log), new HashMap<>(Map.of(PARTITION, committed)), properties);
      start(connect);
      s3.faults(
          () ->
              calm || random.nextInt(12) > 0
                  ? Fault.NONE
                  : List.of(Fault.CRASH, Fault.THROTTLE, Fault.LOST_ANSWER).get(random.nextInt(3)));
      for (int step = 0; !connect.allCommitted(); step++) {
        assertThat(step).as(name).isLessThan(5000);
        calm = step > 300;
        try {
          step(connect);
        } catch (ConnectException | FakeS3.Crash e) {
          start(connect);
        }
      }
      connect.stop();
      List<String> stored = new ArrayList<>();
      Rows.ids(s3).values().forEach(stored::addAll);
      assertThat(stored)
          .as(name)
          .containsExactlyInAnyOrderElementsOf(
              log.values().stream().map(r -> ((Struct) r.value()).getString("id")).toList());
      return committed < last ? 1 : 0;
    }

    private void step(FakeConnect connect) {
      switch (random.nextInt(calm ? 5 : 7)) {
        case 0, 1, 2 -> connect.poll(1 + random.nextInt(20));
        case 3 -> connect.commit();
        case 4 -> clock.advance(random.nextInt(2000));
        case 5 -> connect.rebalance();
        default -> start(connect);
      }
    }

    private void start(FakeConnect connect) {
      boolean before = calm;
      calm = true;
      if (started) {
        // Only its threads end: it is not asked to commit or to store anything.
        connect.stop();
      }
      started = true;
      connect.start(new S3SinkTask(clock, config -> new S3ObjectStore(s3, config.upload())));
      calm = before;
    }

    /** Returns the tags that their sink sets after it stored an object, if it lived so long. */
    private Map<String, String> tags(List<SinkRecord> records) {
      return random.nextBoolean()
          ? Map.of()
          : Map.of(
              "startOffset",
              Long.toString(records.get(0).kafkaOffset()),
              "endOffset",
              Long.toString(records.get(records.size() - 1).kafkaOffset()),
              "recordCount",
              Integer.toString(records.size()));
    }

    /** Stores all open files together at random times; returns the offsets after each. */
    private List<Long> theirSink() {
      List<Long> boundaries = new ArrayList<>(List.of(log.firstKey()));
      long stop = random.nextLong(log.lastKey() + 2);
      Map<String, List<SinkRecord>> open = new TreeMap<>();
      for (SinkRecord record : log.headMap(stop).values()) {
        int day =
            (int)
                Duration.between(
                        Rows.DAY,
                        ((java.util.Date) ((Struct) record.value()).get("created_at")).toInstant())
                    .toDays();
        open.computeIfAbsent("" + day, key -> new ArrayList<>()).add(record);
        if (random.nextInt(8) == 0) {
          open.forEach(
              (key, records) ->
                  s3.insert(
                      key(Integer.parseInt(key), records.get(0).kafkaOffset()),
                      new FakeS3.Stored(lines(records), Map.of(), tags(records))));
          open.clear();
          boundaries.add(record.kafkaOffset() + 1);
        }
      }
      return boundaries;
    }
  }
}
