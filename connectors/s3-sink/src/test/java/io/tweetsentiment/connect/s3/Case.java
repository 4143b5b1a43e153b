package io.tweetsentiment.connect.s3;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;

/** Reads the inputs and settings in {@code src/test/resources/cases} as a Connect worker does. */
final class Case {
  private Case() {}

  /** Returns the settings of a connector, with the bucket of {@link FakeS3}. */
  static Map<String, String> properties(String file) {
    try {
      Map<String, String> properties =
          new HashMap<>(
              new ObjectMapper()
                  .readValue(text(file), new TypeReference<Map<String, String>>() {}));
      properties.put("s3.bucket.name", FakeS3.BUCKET);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> lines(String file) {
    return text(file).lines().toList();
  }

  /** Returns each line as the value of a record, from offset 0 on. */
  static SinkRecord[] records(String topic, List<String> lines, boolean schemas) {
    SinkRecord[] records = new SinkRecord[lines.size()];
    try (JsonConverter converter = new JsonConverter()) {
      converter.configure(Map.of("schemas.enable", schemas), false);
      for (int i = 0; i < records.length; i++) {
        SchemaAndValue value =
            converter.toConnectData(topic, lines.get(i).getBytes(StandardCharsets.UTF_8));
        records[i] = record(topic, i, value);
      }
    }
    return records;
  }

  static SinkRecord record(String topic, long offset, SchemaAndValue value) {
    return new SinkRecord(
        topic,
        0,
        null,
        null,
        value.schema(),
        value.value(),
        offset,
        Rows.DAY.toEpochMilli() + offset,
        TimestampType.CREATE_TIME);
  }

  static String text(String file) {
    try (InputStream in = Case.class.getResourceAsStream("/cases/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
