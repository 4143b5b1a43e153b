package io.tweetsentiment.connect.s3;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;

/** Creates records with an id, and reads the ids back from a bucket. */
public final class Rows {
  static final String TOPIC = "tweets.merged";
  public static final Instant DAY = Instant.parse("2020-10-20T00:00:00Z");
  static final Schema SCHEMA =
      SchemaBuilder.struct()
          .name("Row")
          .field("id", Schema.STRING_SCHEMA)
          .field("created_at", Timestamp.builder().optional().build())
          .field("text", Schema.OPTIONAL_STRING_SCHEMA)
          .build();
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

  private Rows() {}

  static Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    properties.put("s3.bucket.name", FakeS3.BUCKET);
    properties.put("format.class", "JsonFormat");
    properties.put("flush.size", "1000");
    properties.put("partitioner.class", "TimeBasedPartitioner");
    properties.put("path.format", "'dt'=YYYY-MM-dd");
    properties.put("partition.duration.ms", "86400000");
    properties.put("timezone", "UTC");
    properties.put("timestamp.extractor", "RecordField");
    properties.put("timestamp.field", "created_at");
    properties.put("rotate.file.on.partition.change", "false");
    return properties;
  }

  public static SinkRecord record(int partition, long offset, int day) {
    Struct value =
        new Struct(SCHEMA)
            .put("id", partition + "-" + offset)
            .put("created_at", Date.from(DAY.plusSeconds(day * 86_400L + offset % 86_400)))
            .put("text", "text " + offset);
    return record(partition, offset, SCHEMA, value);
  }

  public static SinkRecord record(int partition, long offset, Schema schema, Object value) {
    return new SinkRecord(
        TOPIC,
        partition,
        Schema.STRING_SCHEMA,
        "key",
        schema,
        value,
        offset,
        DAY.toEpochMilli(),
        TimestampType.CREATE_TIME);
  }

  /** Returns a record of another topic that a transformation routed to {@link #TOPIC}. */
  static SinkRecord routed(String originalTopic, int partition, long offset, int day) {
    SinkRecord record = record(partition, offset, day);
    Struct value = (Struct) record.value();
    value.put("id", originalTopic + "-" + partition + "-" + offset);
    return new SinkRecord(
        TOPIC,
        partition,
        record.keySchema(),
        record.key(),
        SCHEMA,
        value,
        offset,
        record.timestamp(),
        TimestampType.CREATE_TIME,
        record.headers(),
        originalTopic,
        partition,
        offset);
  }

  /** Returns a record with the path of another one that no format can hold: its id is missing. */
  static SinkRecord errant(SinkRecord record) {
    Struct value =
        new Struct(SCHEMA).put("created_at", ((Struct) record.value()).get("created_at"));
    return copy(record, value, record.timestamp());
  }

  /** Returns a record with another Kafka timestamp. */
  static SinkRecord at(SinkRecord record, Instant time) {
    return copy(record, record.value(), time.toEpochMilli());
  }

  private static SinkRecord copy(SinkRecord record, Object value, Long timestamp) {
    return record.newRecord(
        record.topic(),
        record.kafkaPartition(),
        record.keySchema(),
        record.key(),
        record.valueSchema(),
        value,
        timestamp);
  }

  static Map<TopicPartition, NavigableMap<Long, SinkRecord>> log(SinkRecord... records) {
    Map<TopicPartition, NavigableMap<Long, SinkRecord>> log = new HashMap<>();
    for (SinkRecord record : records) {
      log.computeIfAbsent(
              new TopicPartition(record.originalTopic(), record.originalKafkaPartition()),
              tp -> new TreeMap<>())
          .put(record.originalKafkaOffset(), record);
    }
    return log;
  }

  /** Returns the ids in JSON objects by key, in the order of the lines. */
  static Map<String, List<String>> ids(FakeS3 s3) {
    Map<String, List<String>> ids = new TreeMap<>();
    s3.objects()
        .forEach(
            (key, object) -> {
              List<String> found = new ArrayList<>();
              Matcher matcher = ID.matcher(new String(object.bytes(), StandardCharsets.UTF_8));
              while (matcher.find()) {
                found.add(matcher.group(1));
              }
              ids.put(key, found);
            });
    return ids;
  }
}
