package io.tweetsentiment.connect.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.connect.s3.FakeS3.Fault;
import io.tweetsentiment.connect.s3.storage.S3ObjectStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every record is in exactly one object, no matter which task crashes and when files are closed.
 */
class ReplayTest {
  private static final int SCENARIOS = 120;

  @Test
  void shouldStoreEveryRowOnceWhenTasksCrashAtRandomPoints() {
    assertThat(run(0, SCENARIOS, 1)).as("crashes over all scenarios").isGreaterThan(SCENARIOS);
  }

  @Test
  void shouldStoreEveryRowOnceWhenZombiesWriteTheSamePartitions() {
    assertThat(run(10_000, SCENARIOS, 2)).isGreaterThan(SCENARIOS);
  }

  @Test
  @Tag("long")
  void shouldStoreEveryRowOnceInManyRuns() {
    assertThat(run(20_000, 3000, 1) + run(30_000, 3000, 3)).isPositive();
  }

  private static int run(int firstSeed, int scenarios, int workers) {
    int crashes = 0;
    for (int seed = firstSeed; seed < firstSeed + scenarios; seed++) {
      Scenario scenario = new Scenario(seed, workers);
      crashes += scenario.run();
      scenario.check();
    }
    return crashes;
  }

  private static final class Scenario {
    private final String name;
    private final Random random;
    private final FakeS3 s3 = new FakeS3();
    private final ManualClock clock = new ManualClock();
    private final Map<TopicPartition, NavigableMap<Long, SinkRecord>> log;
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final int workers;
    private final int leftOutOf;
    private int crashes;
    private boolean calm;

    Scenario(int seed, int workers) {
      this.name = "seed " + seed;
      this.workers = workers;
      random = new Random(seed);
      log = log();
      // In half of the scenarios a transformation drops some records, in a few it drops all.
      leftOutOf = random.nextBoolean() ? 0 : 1 + random.nextInt(6);
      s3.faults(this::fault);
    }

    private Map<TopicPartition, NavigableMap<Long, SinkRecord>> log() {
      int days = 1 + random.nextInt(5);
      int partitions = 1 + random.nextInt(2);
      Map<TopicPartition, NavigableMap<Long, SinkRecord>> all = new HashMap<>();
      // In a third of the scenarios a transformation routes two more topics into one.
      List<String> topics =
          random.nextInt(3) == 0
              ? List.of(Rows.TOPIC, "eu.tweets", "us.tweets")
              : List.of(Rows.TOPIC);
      topics.forEach(topic -> add(all, topic, partitions, days));
      return all;
    }

    private void add(
        Map<TopicPartition, NavigableMap<Long, SinkRecord>> all,
        String topic,
        int partitions,
        int days) {
      for (int partition = 0; partition < partitions; partition++) {
        NavigableMap<Long, SinkRecord> records = new TreeMap<>();
        long offset = random.nextInt(3);
        for (int i = 0; i < 20 + random.nextInt(100); i++) {
          records.put(offset, record(topic, partition, offset, random.nextInt(days)));
          // Gaps, as transaction markers cause them.
          offset += 1 + (random.nextInt(8) == 0 ? random.nextInt(5) : 0);
        }
        all.put(new TopicPartition(topic, partition), records);
      }
    }

    /** Kafka timestamps are in no order, and some records cannot be stored. */
    private SinkRecord record(String topic, int partition, long offset, int day) {
      SinkRecord record =
          Rows.at(
              Rows.routed(topic, partition, offset, day),
              Rows.DAY.plusSeconds(random.nextInt(1000)));
      return random.nextInt(8) == 0 ? Rows.errant(record) : record;
    }

    private boolean leftOut(SinkRecord record) {
      return leftOutOf > 0 && record.kafkaOffset() % leftOutOf == 0;
    }

    private Fault fault() {
      if (calm) {
        return Fault.NONE;
      }
      return switch (random.nextInt(60)) {
        case 0 -> Fault.CRASH;
        case 1, 2, 3 -> Fault.THROTTLE;
        case 4, 5, 6 -> Fault.LOST_ANSWER;
        default -> Fault.NONE;
      };
    }

    /** Runs until all records are committed; returns the number of crashes. */
    int run() {
      Map<String, String> properties = Rows.properties();
      properties.put("flush.size", Integer.toString(2 + random.nextInt(40)));
      properties.put("rotate.schedule.interval.ms", "1000");
      properties.put(
          "partitioner.max.open.files", random.nextBoolean() ? "-1" : "" + (1 + random.nextInt(4)));
      // Memory for four open files of the task, or for all.
      properties.put("open.files.memory.bytes", random.nextBoolean() ? "65536" : "100000000");
      boolean closing = random.nextInt(10) == 0;
      properties.put("rotate.file.on.partition.change", "" + closing);
      properties.put("rotate.interval.ms", closing ? "864000000" : "-1");
      List<FakeConnect> connects =
          java.util.stream.Stream.generate(
                  // A zombie has its own view of the offsets, and its commits have no effect.
                  () ->
                      new FakeConnect(log, new HashMap<>(committed), properties)
                          .leavingOut(this::leftOut))
              .limit(workers)
              .toList();
      connects.forEach(this::start);
      for (int step = 0; !connects.stream().allMatch(FakeConnect::allCommitted); step++) {
        assertThat(step).as(name + " does not come to an end").isLessThan(20_000);
        calm = step > 600;
        FakeConnect connect = connects.get(random.nextInt(workers));
        try {
          step(connect);
        } catch (ConnectException | FakeS3.Crash e) {
          start(connect);
          crashes++;
        }
      }
      connects.forEach(FakeConnect::stop);
      return crashes;
    }

    private void step(FakeConnect connect) {
      switch (calm ? random.nextInt(10) : random.nextInt(14)) {
        case 0, 1, 2, 3, 4, 5 -> connect.poll(1 + random.nextInt(30));
        case 6, 7 -> connect.commit();
        case 8, 9 -> clock.advance(random.nextInt(calm ? 2000 : 400));
        case 10 -> connect.rebalance();
        case 11 -> {
          // The process is killed: no method of the task is called.
          start(connect);
          crashes++;
        }
        default -> connect.poll(3);
      }
    }

    private void start(FakeConnect connect) {
      boolean before = calm;
      calm = true;
      connect.start(new S3SinkTask(clock, c -> new S3ObjectStore(s3, c.upload())));
      calm = before;
    }

    void check() {
      Map<String, Integer> times = new HashMap<>();
      Rows.ids(s3)
          .forEach(
              (key, ids) -> {
                Map<String, String> metadata = s3.objects().get(key).metadata();
                String last = ids.get(ids.size() - 1);
                assertThat(last).as(name).endsWith("-" + metadata.get("end-offset"));
                assertThat(metadata).containsEntry("record-count", "" + ids.size());
                ids.forEach(id -> times.merge(id, 1, Integer::sum));
              });
      Map<String, Integer> expected = new HashMap<>();
      log.values()
          .forEach(
              records ->
                  records.values().stream()
                      .filter(r -> !leftOut(r))
                      .map(r -> ((Struct) r.value()).getString("id"))
                      .filter(Objects::nonNull)
                      .forEach(id -> expected.put(id, 1)));
      assertThat(times).as(name).isEqualTo(expected);
    }
  }
}
