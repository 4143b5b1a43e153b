package io.tweetsentiment.connect.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.connect.s3.FakeS3.Fault;
import io.tweetsentiment.connect.s3.storage.S3ObjectStore;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class S3SinkTaskTest {
  private static final TopicPartition PARTITION = new TopicPartition(Rows.TOPIC, 0);
  private static final String DAY0 = "topics/tweets.merged/dt=2020-10-20/tweets.merged+0+";
  private static final String DAY1 = "topics/tweets.merged/dt=2020-10-21/tweets.merged+0+";

  private final FakeS3 s3 = new FakeS3();
  private final ManualClock clock = new ManualClock();
  private final Map<String, String> properties = Rows.properties();
  private FakeConnect connect;

  private void start(SinkRecord... records) {
    connect = new FakeConnect(Rows.log(records), new HashMap<>(), properties);
    connect.start(task());
  }

  private S3SinkTask task() {
    return new S3SinkTask(clock, config -> new S3ObjectStore(s3, config.upload()));
  }

  private void rotateNow() {
    clock.advance(60_000);
    connect.poll(0);
    connect.commit();
  }

  private static String key(String prefix, long offset) {
    return prefix + String.format("%010d", offset) + ".json";
  }

  @Test
  void shouldKeepOneFilePerDayOpenWhenDaysAlternate() {
    properties.put("flush.size", "4");
    start(Rows.record(0, 0, 0), Rows.record(0, 1, 1), Rows.record(0, 2, 0), Rows.record(0, 3, 1));
    connect.poll(3);
    connect.commit();
    assertThat(connect.committed).as("nothing is durable yet").containsEntry(PARTITION, 0L);
    connect.poll(1);
    connect.commit();

    assertThat(Rows.ids(s3))
        .containsEntry(key(DAY0, 0), List.of("0-0", "0-2"))
        .containsEntry(key(DAY1, 1), List.of("0-1", "0-3"))
        .hasSize(2);
    assertThat(connect.committed).containsEntry(PARTITION, 4L);
  }

  @Test
  void shouldStoreIdleFilesWhenTheScheduleIsDue() {
    properties.put("rotate.schedule.interval.ms", "60000");
    start(Rows.record(0, 0, 0));
    connect.poll(1);
    assertThat(s3.objects()).isEmpty();
    assertThat(connect.timeout()).as("milliseconds until the next call").isEqualTo(60_000);
    rotateNow();

    assertThat(Rows.ids(s3)).containsOnlyKeys(key(DAY0, 0));
    assertThat(connect.committed).containsEntry(PARTITION, 1L);
  }

  @Test
  void shouldCloseFilesByRecordTimePathSchemaAndNumber() {
    properties.put("rotate.file.on.partition.change", "true");
    properties.put("rotate.interval.ms", "864000000");
    start(Rows.record(0, 0, 0), Rows.record(0, 1, 1), Rows.record(0, 2, 0));
    connect.poll(3);
    assertThat(s3.objects()).as("path").hasSize(2);

    properties.put("rotate.file.on.partition.change", "false");
    properties.put("rotate.interval.ms", "2000");
    properties.put("topics.dir", "time");
    start(Rows.record(0, 0, 0), Rows.record(0, 1, 0), Rows.record(0, 2, 0));
    connect.poll(3);
    assertThat(Rows.ids(s3))
        .containsEntry(key(DAY0, 0).replace("topics/", "time/"), List.of("0-0", "0-1"));

    properties.remove("rotate.interval.ms");
    properties.put("partitioner.max.open.files", "1");
    properties.put("topics.dir", "number");
    start(Rows.record(0, 0, 0), Rows.record(0, 1, 1));
    connect.poll(2);
    assertThat(s3.objects()).containsKey(key(DAY0, 0).replace("topics/", "number/"));
  }

  @Test
  void shouldKeepTheFilesOfAllPathsOpenWhenFilesAreNotClosedByRecordTime() {
    properties.put("rotate.file.on.partition.change", "true");
    properties.put("partitioner.class", "FieldPartitioner");
    properties.put("partition.field.name", "text");
    properties.put("flush.size", "100");
    SinkRecord[] records = new SinkRecord[100];
    for (int i = 0; i < records.length; i++) {
      records[i] = Rows.record(0, i, 0);
      ((Struct) records[i].value()).put("text", "value " + i % 4);
    }
    start(records);
    connect.poll(100);

    assertThat(Rows.ids(s3)).hasSize(4).allSatisfy((key, ids) -> assertThat(ids).hasSize(25));
  }

  @Test
  void shouldProjectOlderRecordsAndCloseFilesForNewerOnesWhenBackward() {
    Schema wide =
        SchemaBuilder.struct()
            .name("Row")
            .field("id", Schema.STRING_SCHEMA)
            .field("created_at", Rows.SCHEMA.field("created_at").schema())
            .field("text", Schema.OPTIONAL_STRING_SCHEMA)
            .field("extra", SchemaBuilder.string().defaultValue("none").build())
            .build();
    SinkRecord old = Rows.record(0, 0, 0);
    SinkRecord wider =
        Rows.record(
            0,
            1,
            wide,
            new Struct(wide)
                .put("id", "0-1")
                .put("created_at", ((Struct) old.value()).get("created_at"))
                .put("extra", "more"));
    properties.put("schema.compatibility", "BACKWARD");
    properties.put("flush.size", "2");
    start(old, wider, Rows.record(0, 2, 0));
    connect.poll(3);
    connect.poll(0);

    assertThat(Rows.ids(s3))
        .containsOnly(
            Map.entry(key(DAY0, 0), List.of("0-0")),
            Map.entry(key(DAY0, 1), List.of("0-1", "0-2")));
    assertThat(s3.objects().get(key(DAY0, 1)).bytes()).asString().contains("\"extra\":\"none\"");
  }

  @Test
  void shouldReportRecordsThatCannotBeStoredAndContinue() {
    SinkRecord bad = Rows.record(0, 0, Schema.STRING_SCHEMA, "text");
    properties.put("flush.size", "1");
    start(bad, Rows.record(0, 1, Rows.SCHEMA, null), Rows.record(0, 2, 0));
    connect.poll(3);
    connect.commit();

    assertThat(connect.reported).extracting(SinkRecord::kafkaOffset).containsExactly(0L, 1L);
    assertThat(Rows.ids(s3)).containsOnlyKeys(key(DAY0, 2));
    assertThat(connect.committed).containsEntry(PARTITION, 3L);
  }

  @Test
  void shouldReportRecordsWhoseSchemaParquetAndAvroCannotRepresent() {
    Schema empty = SchemaBuilder.struct().optional().build();
    Schema hollow = SchemaBuilder.struct().name("Row").field("nothing", empty).build();
    Schema named = SchemaBuilder.struct().name("Row").field("not-avro", empty).build();
    properties.put("format.class", "ParquetFormat");
    properties.put("flush.size", "1");
    properties.put("partitioner.class", "DefaultPartitioner");
    start(
        Rows.record(0, 0, hollow, new Struct(hollow)),
        Rows.record(0, 1, named, new Struct(named)),
        Rows.record(0, 2, 0));
    connect.poll(3);

    assertThat(connect.reported).extracting(SinkRecord::kafkaOffset).containsExactly(0L, 1L);
    assertThat(s3.objects()).hasSize(1);
  }

  @Test
  void shouldFailAndNameTheOffsetWhenThereIsNoReporter() {
    connect =
        new FakeConnect(Rows.log(Rows.record(0, 5, Rows.SCHEMA, null)), new HashMap<>(), properties)
            .withoutReporter();
    connect.start(task());

    assertThatThrownBy(() -> connect.poll(1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("offset 5 of tweets.merged-0")
        .hasMessageContaining("behavior.on.null.values");
  }

  @Test
  void shouldSkipNullsWhenConfigured() {
    properties.put("behavior.on.null.values", "ignore");
    start(Rows.record(0, 0, Rows.SCHEMA, null));
    connect.poll(1);
    connect.commit();

    assertThat(connect.reported).isEmpty();
    assertThat(connect.committed).containsEntry(PARTITION, 1L);
  }

  @Test
  void shouldCommitPastRecordsThatATransformationDropped() {
    properties.put("rotate.schedule.interval.ms", "60000");
    start(Rows.record(0, 0, 0), Rows.record(0, 1, 0), Rows.record(0, 2, 0), Rows.record(0, 3, 0));
    connect.leavingOut(record -> record.kafkaOffset() != 1);
    connect.poll(4);
    connect.commit();
    assertThat(connect.committed)
        .as("up to the record that is not durable")
        .containsEntry(PARTITION, 1L);
    rotateNow();

    assertThat(connect.committed).containsEntry(PARTITION, 4L);
    assertThat(Rows.ids(s3)).containsOnly(Map.entry(key(DAY0, 1), List.of("0-1")));
  }

  @Test
  void shouldStoreOpenFilesWhenNoRecordComesAndLaterWhileTheyKeepComing() {
    properties.put("rotate.idle.interval.ms", "1000");
    start(
        Rows.record(0, 0, 0),
        Rows.record(0, 1, 0),
        Rows.record(0, 2, 0),
        Rows.record(0, 3, 0),
        Rows.record(0, 4, 0));
    connect.poll(1);
    assertThat(connect.timeout()).isEqualTo(1000);
    after(999, 1);
    after(1, 0);
    assertThat(Rows.ids(s3)).containsOnly(Map.entry(key(DAY0, 0), List.of("0-0", "0-1")));

    // The records have been coming for 1.2 s, so these files may stay open for 1.2 s.
    after(200, 1);
    after(999, 1);
    after(200, 0);
    assertThat(Rows.ids(s3)).hasSize(1);
    after(1, 0);
    assertThat(Rows.ids(s3)).containsEntry(key(DAY0, 2), List.of("0-2", "0-3"));

    after(5_000, 1);
    after(999, 0);
    assertThat(Rows.ids(s3)).hasSize(2);
    after(1, 0);
    assertThat(Rows.ids(s3)).containsEntry(key(DAY0, 4), List.of("0-4"));
  }

  private void after(long millis, int records) {
    clock.advance(millis);
    connect.poll(records);
  }

  @Test
  void shouldCommitAPartitionWithoutRecords() {
    start(Rows.record(0, 0, 0), Rows.record(0, 1, 0));
    connect.leavingOut(record -> true);
    connect.poll(2);
    connect.commit();

    assertThat(connect.committed).containsEntry(PARTITION, 2L);
  }

  @Test
  void shouldRetryTheBatchAndLoseNoRecordWhenS3Throttles() {
    properties.put("flush.size", "2");
    start(Rows.record(0, 0, 0), Rows.record(0, 1, 0), Rows.record(0, 2, 0), Rows.record(0, 3, 0));
    s3.faults(() -> Fault.THROTTLE);
    assertThat(connect.poll(4)).isFalse();
    assertThat(connect.timeout()).isEqualTo(5000);
    connect.commit();
    assertThat(connect.committed).doesNotContainEntry(PARTITION, 1L);
    s3.faults(() -> Fault.NONE);
    assertThat(connect.poll(4)).isTrue();
    connect.commit();

    assertThat(Rows.ids(s3))
        .containsEntry(key(DAY0, 0), List.of("0-0", "0-1"))
        .containsEntry(key(DAY0, 2), List.of("0-2", "0-3"));
    assertThat(connect.committed).containsEntry(PARTITION, 4L);
  }

  @Test
  void shouldRetryWhenBytesWereCorruptedInTransit() {
    properties.put("flush.size", "1");
    start(Rows.record(0, 0, 0));
    s3.faults(() -> isPut() ? Fault.CORRUPTED : Fault.NONE);
    assertThat(connect.poll(1)).isFalse();
    s3.faults(() -> Fault.NONE);
    assertThat(connect.poll(1)).isTrue();

    assertThat(Rows.ids(s3)).containsOnlyKeys(key(DAY0, 0));
  }

  @Test
  void shouldFailWhenS3DeniesAccess() {
    properties.put("flush.size", "1");
    properties.put("s3.refusal.retry.ms", "0");
    start(Rows.record(0, 0, 0));
    s3.faults(() -> Fault.DENIED);

    assertThatThrownBy(() -> connect.poll(1))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("s3:PutObject");
  }

  @Test
  void shouldAcceptItsOwnObjectWhenTheAnswerWasLost() {
    properties.put("flush.size", "2");
    start(Rows.record(0, 0, 0), Rows.record(0, 1, 0));
    s3.faults(() -> s3.objects().isEmpty() && isPut() ? Fault.LOST_ANSWER : Fault.NONE);
    assertThat(connect.poll(2)).isFalse();
    assertThat(connect.poll(2)).isTrue();
    connect.commit();

    assertThat(Rows.ids(s3)).containsOnly(Map.entry(key(DAY0, 0), List.of("0-0", "0-1")));
    assertThat(connect.committed).containsEntry(PARTITION, 2L);
  }

  private boolean isPut() {
    List<String> calls = s3.calls();
    return calls.get(calls.size() - 1).startsWith("put");
  }

  @Test
  void shouldStoreTheRestUnderTheNextStartWhenAZombieWasFaster() {
    properties.put("flush.size", "3");
    start(Rows.record(0, 0, 0), Rows.record(0, 1, 1), Rows.record(0, 2, 0), Rows.record(0, 3, 0));
    s3.beforeNextPut(
        () ->
            s3.insert(
                key(DAY0, 0),
                new FakeS3.Stored(
                    "{\"id\":\"0-0\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    Map.of("end-offset", "0", "record-count", "1"))));
    for (int i = 0; i < 4; i++) {
      connect.poll(4);
      connect.commit();
    }
    connect.stop();

    assertThat(Rows.ids(s3))
        .containsEntry(key(DAY0, 0), List.of("0-0"))
        .containsEntry(key(DAY1, 1), List.of("0-1"));
    assertThat(connect.committed).containsEntry(PARTITION, 2L);
  }

  @Test
  void shouldNotCommitPastARewoundRecordWhenS3ThrottlesBeforeAndAfterTheRewind() {
    properties.put("flush.size", "3");
    start(
        Rows.record(0, 0, 0),
        Rows.record(0, 1, 0),
        Rows.record(0, 2, 0),
        Rows.record(1, 0, 0),
        Rows.record(1, 1, 0));
    s3.beforeNextPut(
        () ->
            s3.insert(
                key(DAY0, 0),
                new FakeS3.Stored(
                    "{\"id\":\"0-0\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    Map.of("end-offset", "0", "record-count", "1"))));
    s3.faults(() -> isListing("tweets.merged+1+") ? Fault.THROTTLE : Fault.NONE);
    assertThat(connect.poll(3))
        .as("partition 0 returns to an earlier offset, partition 1 fails")
        .isFalse();
    s3.faults(() -> Fault.NONE);
    assertThat(connect.poll(3)).as("the batch again, without partition 0").isTrue();
    s3.faults(() -> isListing("tweets.merged+0+") ? Fault.THROTTLE : Fault.NONE);
    assertThat(connect.poll(3)).as("partition 0 again").isFalse();
    connect.commit();

    assertThat(connect.committed).containsEntry(PARTITION, 0L);
    s3.faults(() -> Fault.NONE);
    assertThat(connect.poll(3)).isTrue();
    connect.commit();
    assertThat(connect.committed).as("1 and 2 are in an open file").containsEntry(PARTITION, 1L);
  }

  private boolean isListing(String prefix) {
    List<String> calls = s3.calls();
    String last = calls.get(calls.size() - 1);
    return last.startsWith("list") && last.contains(prefix);
  }

  @Test
  void shouldSkipStoredRecordsFromAnyStartOffset() {
    properties.put("flush.size", "4");
    SinkRecord[] records = new SinkRecord[8];
    for (int i = 0; i < records.length; i++) {
      records[i] = Rows.record(0, i, i % 2);
    }
    start(records);
    connect.poll(8);
    connect.commit();
    Map<String, List<String>> before = Rows.ids(s3);
    for (long from = 0; from < 8; from++) {
      FakeConnect again =
          new FakeConnect(Rows.log(records), new HashMap<>(Map.of(PARTITION, from)), properties);
      again.start(task());
      again.poll(8);
      again.commit();
      assertThat(again.allCommitted()).isTrue();
    }

    assertThat(Rows.ids(s3)).isEqualTo(before).hasSize(4);
  }

  @Test
  void shouldStopBeforeAnExistingObjectWhenTheOneBeforeItIsGone() {
    properties.put("flush.size", "2");
    SinkRecord[] records = new SinkRecord[6];
    for (int i = 0; i < records.length; i++) {
      records[i] = Rows.record(0, i, 0);
    }
    start(records);
    connect.poll(6);
    s3.delete(key(DAY0, 0));
    properties.put("flush.size", "100");
    properties.put("rotate.schedule.interval.ms", "60000");
    start(records);
    connect.poll(6);
    rotateNow();

    assertThat(Rows.ids(s3))
        .containsEntry(key(DAY0, 0), List.of("0-0", "0-1"))
        .containsEntry(key(DAY0, 2), List.of("0-2", "0-3"))
        .hasSize(3);
  }

  @Test
  void shouldNameTheObjectWhenAnotherConnectorWroteIt() {
    s3.insert(key(DAY0, 0), new FakeS3.Stored(new byte[0], Map.of()));
    start(Rows.record(0, 0, 0));

    assertThatThrownBy(() -> connect.poll(1))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining(key(DAY0, 0))
        .hasMessageContaining("Delete the object");
  }

  @Test
  void shouldAbortTheUploadWhenAPartFails() {
    properties.put("flush.size", "1");
    properties.put("s3.part.size", "5242880");
    SinkRecord record = Rows.record(0, 0, 0);
    ((Struct) record.value()).put("text", "x".repeat(12_000_000));
    start(record);
    s3.faults(
        () -> s3.calls().get(s3.calls().size() - 1).equals("part 2") ? Fault.THROTTLE : Fault.NONE);
    assertThat(connect.poll(1)).isFalse();
    assertThat(s3.pendingUploads()).isZero();
    assertThat(s3.objects()).isEmpty();
    s3.faults(() -> Fault.NONE);
    assertThat(connect.poll(1)).isTrue();

    assertThat(s3.objects().get(key(DAY0, 0)).bytes()).hasSizeGreaterThan(12_000_000);
  }

  @Test
  void shouldStartWhenTheStoreIsDownAndEndWhenTheBucketIsMissing() {
    s3.faults(() -> Fault.THROTTLE);
    Map<TopicPartition, NavigableMap<Long, SinkRecord>> none = Map.of();
    new FakeConnect(none, new HashMap<>(), properties).start(task());
    s3.faults(() -> Fault.NONE);
    properties.put("s3.bucket.name", "other");

    S3SinkTask refused = task();
    assertThatThrownBy(() -> new FakeConnect(none, new HashMap<>(), properties).start(refused))
        .hasMessageContaining("other")
        .hasMessageContaining("s3.bucket.name");
    refused.stop();
    assertThat(s3.closed()).as("a task that did not start closes its client").isTrue();
  }

  @Test
  void shouldShowItsCountersInJmxUntilItStops() throws JMException {
    properties.put("name", "sink \"one\"");
    properties.put("flush.size", "2");
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name =
        new ObjectName(
            "io.tweetsentiment.connect.s3:type=sink-task,connector="
                + ObjectName.quote("sink \"one\"")
                + ",task=0");
    // A task that has lost its partitions and did not end yet has the same name.
    start(Rows.record(0, 0, 0), Rows.record(0, 1, 0), Rows.record(0, 2, 1));
    FakeConnect zombie = connect;
    start(Rows.record(0, 0, 0), Rows.record(0, 1, 0), Rows.record(0, 2, 1));
    connect.poll(1);
    assertThat(server.getAttribute(name, "OpenFiles")).isEqualTo(1);
    assertThat((Long) server.getAttribute(name, "OpenBytes")).isPositive();
    s3.faults(() -> Fault.THROTTLE);
    connect.poll(1);
    s3.faults(() -> Fault.NONE);
    connect.poll(1);
    connect.poll(1);
    zombie.stop();

    assertThat(server.getAttribute(name, "Records")).isEqualTo(4L);
    assertThat(server.getAttribute(name, "Retries")).isEqualTo(1L);
    assertThat(server.getAttribute(name, "StoredObjects")).isEqualTo(1L);
    assertThat(server.getAttribute(name, "StoredRecords")).isEqualTo(2L);
    assertThat(server.getAttribute(name, "StoredBytes"))
        .isEqualTo((long) s3.objects().get(key(DAY0, 0)).bytes().length);
    assertThat(server.getAttribute(name, "OpenFiles")).isEqualTo(1);
    connect.stop();
    assertThat(server.isRegistered(name)).isFalse();
  }
}
