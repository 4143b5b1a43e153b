package io.tweetsentiment.connect.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tweetsentiment.connect.avro.AvroData;
import io.tweetsentiment.connect.s3.storage.S3ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Any Avro record comes back from a file of every format as it was, or is an errant record. The
 * seed of a failure is in its message.
 */
class FormatsFuzzTest {
  private static final int ROWS = 3;

  /** Writes a record through the whole sink; no exception may end the task. */
  private static Map<String, FakeS3.Stored> sink(String format, List<SinkRecord> records) {
    Map<String, String> properties = Rows.properties();
    properties.put("format.class", format);
    properties.put("partitioner.class", "DefaultPartitioner");
    properties.put("flush.size", Integer.toString(ROWS));
    FakeS3 s3 = new FakeS3();
    FakeConnect connect =
        new FakeConnect(Rows.log(records.toArray(SinkRecord[]::new)), new HashMap<>(), properties);
    connect.start(
        new S3SinkTask(new ManualClock(), config -> new S3ObjectStore(s3, config.upload())));
    connect.poll(ROWS);
    assertThat(connect.reasons).as("errant records").isEmpty();
    connect.stop();
    return s3.objects();
  }

  private static List<GenericRecord> rows(long seed) {
    InventedAvro invented = new InventedAvro(seed);
    org.apache.avro.Schema schema = invented.record();
    List<GenericRecord> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add((GenericRecord) invented.value(schema));
    }
    return rows;
  }

  private static List<SinkRecord> records(List<GenericRecord> rows) {
    AvroData data = new AvroData(10);
    List<SinkRecord> records = new ArrayList<>();
    for (GenericRecord row : rows) {
      records.add(
          Case.record(
              "t",
              records.size(),
              new SchemaAndValue(
                  data.connectSchema(row.getSchema()), data.connectValue(row.getSchema(), row))));
    }
    return records;
  }

  private static byte[] only(Map<String, FakeS3.Stored> objects) {
    assertThat(objects).hasSize(1);
    return objects.values().iterator().next().bytes();
  }

  private static List<Object> plain(List<GenericRecord> rows) {
    return rows.stream().map(InventedAvro::plain).toList();
  }

  @Property
  void shouldComeBackFromAvro(@ForAll long seed) throws IOException {
    List<GenericRecord> rows = rows(seed);
    List<GenericRecord> back = new ArrayList<>();
    try (DataFileStream<GenericRecord> file =
        new DataFileStream<>(
            new ByteArrayInputStream(only(sink("AvroFormat", records(rows)))),
            new GenericDatumReader<>())) {
      file.forEach(back::add);
    }

    assertThat(plain(back)).as("seed " + seed).isEqualTo(plain(rows));
  }

  @Property
  void shouldComeBackFromParquet(@ForAll long seed) throws IOException {
    List<GenericRecord> rows = rows(seed);
    ParquetRows back = ParquetRows.plain(only(sink("ParquetFormat", records(rows))));

    assertThat(plain(back.records())).as("seed " + seed).isEqualTo(plain(rows));
  }

  @Property
  void shouldBeLinesOfJson(@ForAll long seed) throws IOException {
    List<GenericRecord> rows = rows(seed);
    String[] lines =
        new String(only(sink("JsonFormat", records(rows))), java.nio.charset.StandardCharsets.UTF_8)
            .split("\n", -1);

    assertThat(lines).as("seed " + seed).hasSize(ROWS + 1);
    for (int i = 0; i < ROWS; i++) {
      JsonNode json = new ObjectMapper().readTree(lines[i]);
      for (org.apache.avro.Schema.Field field : rows.get(i).getSchema().getFields()) {
        assertThat(json.has(field.name())).as("seed %d, field %s", seed, field.name()).isTrue();
        switch (field.schema().getType()) {
          case STRING, ENUM ->
              assertThat(json.get(field.name()).textValue())
                  .as("seed " + seed)
                  .isEqualTo(rows.get(i).get(field.pos()).toString());
          case BOOLEAN ->
              assertThat(json.get(field.name()).booleanValue())
                  .as("seed " + seed)
                  .isEqualTo(rows.get(i).get(field.pos()));
          case INT, LONG ->
              assertThat(json.get(field.name()).longValue())
                  .as("seed " + seed)
                  .isEqualTo(((Number) rows.get(i).get(field.pos())).longValue());
          default -> {}
        }
      }
    }
  }
}
