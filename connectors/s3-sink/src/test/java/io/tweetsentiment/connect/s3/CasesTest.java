package io.tweetsentiment.connect.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.connect.s3.storage.S3ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** Inputs that connectors of this kind failed on, each with what is right. */
class CasesTest {
  private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
  private final FakeS3 s3 = new FakeS3();
  private final ManualClock clock = new ManualClock();

  private FakeConnect run(Map<String, String> properties, SinkRecord... records) {
    FakeConnect connect = new FakeConnect(Rows.log(records), new HashMap<>(), properties);
    connect.start(new S3SinkTask(clock, config -> new S3ObjectStore(s3, config.upload())));
    connect.poll(records.length);
    clock.advance(5000);
    connect.poll(0);
    connect.commit();
    assertThat(connect.allCommitted()).isTrue();
    return connect;
  }

  /** Returns the ids by the folder of their object. */
  private Map<String, List<Integer>> folders() {
    Map<String, List<Integer>> folders = new TreeMap<>();
    s3.objects()
        .forEach(
            (key, object) -> {
              String[] parts = key.split("/", -1);
              Matcher ids =
                  ID.matcher(new String(object.bytes(), java.nio.charset.StandardCharsets.UTF_8));
              folders.put(
                  parts[parts.length - 2],
                  ids.results().map(found -> Integer.valueOf(found.group(1))).toList());
            });
    return folders;
  }

  @Test
  void shouldUseTheCalendarDayOfTheZoneOnADayOfAClockChange() {
    run(
        Case.properties("clock-change-berlin.json"),
        Case.records("dst", Case.lines("clock-change-berlin.jsonl"), false));

    assertThat(folders())
        .containsOnly(
            Map.entry("dt=2024-03-30", List.of(0)),
            Map.entry("dt=2024-03-31", List.of(1, 2, 3, 4, 5)),
            Map.entry("dt=2024-04-01", List.of(6)),
            Map.entry("dt=2024-10-27", List.of(7)));
  }

  @Test
  void shouldReadTimesOfEveryFormAndRefuseNumbersOfAnotherUnit() {
    FakeConnect connect =
        run(
            Case.properties("time-fields.json"),
            Case.records("times", Case.lines("time-fields.jsonl"), false));

    assertThat(folders()).containsOnly(Map.entry("dt=2024-03-31", List.of(0, 3, 4, 5, 6, 7)));
    assertThat(connect.reported).extracting(SinkRecord::kafkaOffset).containsExactly(1L, 2L);
  }

  @Test
  void shouldReadNumbersInTheUnitOfTheSettings() {
    SinkRecord[] all = Case.records("times", Case.lines("time-fields.jsonl"), false);
    Map<String, String> properties = Case.properties("time-fields.json");
    properties.put("timestamp.field.unit", "seconds");
    run(properties, all[1]);
    assertThat(folders()).containsOnly(Map.entry("dt=2024-03-31", List.of(1)));

    properties.put("timestamp.field.unit", "microseconds");
    properties.put("topics.dir", "other");
    run(properties, all[2]);
    assertThat(s3.objects().keySet()).anyMatch(key -> key.startsWith("other/times/dt=2024-03-31"));
  }

  @Test
  void shouldReportKeysThatS3CannotHoldAndContinue() {
    List<String> lines =
        Arrays.asList(
            "{\"f\": \"" + "f".repeat(1100) + "\"}",
            "{\"f\": \"..\"}",
            "{\"f\": \"a\\nb\"}",
            "{\"f\": \"good\"}");
    FakeConnect connect =
        run(Case.properties("long-key.json"), Case.records("longkey", lines, false));

    assertThat(connect.reported).extracting(SinkRecord::kafkaOffset).containsExactly(0L, 1L, 2L);
    assertThat(s3.objects())
        .containsOnlyKeys("cases/long-key/longkey/f=good/longkey+0+0000000003.json");
  }

  @Test
  void shouldWriteTwoNestedStructsOfOneName() throws IOException {
    Map<String, String> properties = Rows.properties();
    properties.put("partitioner.class", "DefaultPartitioner");
    properties.put("rotate.schedule.interval.ms", "5000");
    SinkRecord[] records = Case.records("bids", Case.lines("same-name-structs.jsonl"), true);
    properties.put("format.class", "ParquetFormat");
    run(properties, records);
    GenericRecord row =
        ParquetRows.read(only(s3, "topics/bids/partition=0/bids+0+0000000000.snappy.parquet"))
            .records()
            .get(0);
    assertThat(row).hasToString("{\"user\": {\"name\": \"u\"}, \"asset\": {\"label\": \"l\"}}");

    properties.put("format.class", "AvroFormat");
    run(properties, records);
    byte[] avro = only(s3, "topics/bids/partition=0/bids+0+0000000000.avro");
    try (DataFileStream<GenericRecord> rows =
        new DataFileStream<>(new ByteArrayInputStream(avro), new GenericDatumReader<>())) {
      assertThat(rows.next()).hasToString(row.toString());
    }
  }

  @Test
  void shouldGiveADecimalWithoutPrecisionOneThatReadersAccept() throws IOException {
    Map<String, String> properties = Rows.properties();
    properties.put("partitioner.class", "DefaultPartitioner");
    properties.put("rotate.schedule.interval.ms", "5000");
    properties.put("format.class", "ParquetFormat");
    SinkRecord[] records =
        Case.records("amounts", Case.lines("decimal-without-precision.jsonl"), true);
    run(properties, records);
    String key = "topics/amounts/partition=0/amounts+0+0000000000.snappy.parquet";

    ParquetRows rows = ParquetRows.read(only(s3, key));
    assertThat(rows.schema().toString()).contains("amount (DECIMAL(38,2))");
    assertThat(rows.records().get(0).get("amount"))
        .isEqualTo(ByteBuffer.wrap(new byte[] {4, (byte) 0xd2}));

    properties.put("decimal.precision", "9");
    properties.put("topics.dir", "nine");
    run(properties, records);
    assertThat(ParquetRows.read(only(s3, key.replace("topics/", "nine/"))).schema().toString())
        .contains("amount (DECIMAL(9,2))");
  }

  private static byte[] only(FakeS3 s3, String key) {
    assertThat(s3.objects()).containsKey(key);
    return s3.objects().get(key).bytes();
  }

  @Test
  void shouldLeaveNoLagWhenATransformationDropsRecords() {
    Map<String, String> properties = Case.properties("dropped-by-transform.json");
    SinkRecord[] records =
        Case.records(
            "filtered",
            IntStream.range(0, 100).mapToObj(i -> "{\"id\": " + i + "}").toList(),
            false);
    for (long passing : new long[] {-1, 0}) {
      FakeConnect connect = new FakeConnect(Rows.log(records), new HashMap<>(), properties);
      connect.leavingOut(record -> record.kafkaOffset() != passing);
      connect.start(new S3SinkTask(clock, config -> new S3ObjectStore(s3, config.upload())));
      connect.poll(100);
      clock.advance(5000);
      connect.poll(0);
      connect.commit();

      assertThat(connect.committed.values()).containsExactly(100L);
    }
  }
}
