package io.tweetsentiment.sql;

import io.tweetsentiment.schemas.MergedTweet;
import io.tweetsentiment.schemas.SentimentAggregate;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.DelegatingPositionOutputStream;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** Rows as the S3 sink writes them: the fields of the record, its Kafka partition and offset. */
public final class SinkRows {

  public static final Instant DAY = Instant.parse("2020-10-21T00:00:00Z");
  public static final Schema TWEETS = withTransport(MergedTweet.getClassSchema());
  public static final Schema WINDOWS = withTransport(SentimentAggregate.getClassSchema());

  private SinkRows() {}

  public static GenericRecord tweet(String id, long offset) {
    GenericRecord row = new GenericData.Record(TWEETS);
    row.put("topic", "biden");
    row.put("tweet_id", id);
    row.put("created_at", DAY.plusMillis(1_234).toEpochMilli());
    row.put("text", "text at " + offset);
    row.put("lang", "en");
    row.put("author_id", "7");
    row.put("username", "user");
    row.put("name", "A User");
    row.put("verified", true);
    row.put("location", "Here");
    row.put("referenced_tweets", "[]");
    row.put("label", "POSITIVE");
    row.put("positive", 0.7003);
    row.put("negative", 0.1);
    row.put("neutral", 0.1997);
    row.put("mixed", 0.0);
    row.put("engine", "local-1");
    row.put("scored_at", DAY.plusSeconds(60).toEpochMilli());
    row.put("ingested_at", DAY.plusSeconds(30).toEpochMilli());
    row.put("edit_version", 0);
    row.put("deleted", false);
    row.put(WarehouseTable.PARTITION, 0);
    row.put(WarehouseTable.OFFSET, offset);
    return row;
  }

  public static GenericRecord deletion(String id, long offset) {
    GenericRecord row = new GenericData.Record(TWEETS);
    row.put("topic", "biden");
    row.put("tweet_id", id);
    row.put("created_at", DAY.toEpochMilli());
    row.put("ingested_at", DAY.toEpochMilli());
    row.put("edit_version", 0);
    row.put("deleted", true);
    row.put(WarehouseTable.PARTITION, 0);
    row.put(WarehouseTable.OFFSET, offset);
    return row;
  }

  public static GenericRecord window(Instant start, long offset, long count) {
    GenericRecord row = new GenericData.Record(WINDOWS);
    for (Schema.Field field : WINDOWS.getFields()) {
      row.put(field.pos(), field.schema().getType() == Schema.Type.DOUBLE ? (Object) 0.0 : 0L);
    }
    row.put("topic", "biden");
    row.put("window_start", start.toEpochMilli());
    row.put("window_end", start.plusSeconds(900).toEpochMilli());
    row.put("count_tweets", count);
    row.put("count_positive", count);
    row.put("sum_positive", 7_003 * count);
    row.put("avg_positive", count == 0 ? 0.0 : 0.7003);
    row.put("perc_tweet_positive", count == 0 ? 0.0 : 1.0);
    row.put(WarehouseTable.PARTITION, 0);
    row.put(WarehouseTable.OFFSET, offset);
    return row;
  }

  /** Puts rows as one object of the sink and returns its key. */
  public static String put(FakeS3 s3, String topic, String path, List<GenericRecord> rows) {
    long start = (Long) rows.get(0).get(WarehouseTable.OFFSET);
    long end = (Long) rows.get(rows.size() - 1).get(WarehouseTable.OFFSET);
    int partition = (Integer) rows.get(0).get(WarehouseTable.PARTITION);
    String key =
        String.format(
            "topics/%s/%s/%s+%d+%010d.snappy.parquet", topic, path, topic, partition, start);
    s3.put(
        key,
        parquet(rows.get(0).getSchema(), rows),
        Map.of("end-offset", Long.toString(end), "record-count", Integer.toString(rows.size())));
    return key;
  }

  public static byte[] parquet(Schema schema, List<GenericRecord> rows) {
    return parquet(schema, rows, CompressionCodecName.SNAPPY);
  }

  public static byte[] parquet(
      Schema schema, List<GenericRecord> rows, CompressionCodecName codec) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new BytesOutputFile(bytes))
            .withConf(new PlainParquetConfiguration())
            .withSchema(schema)
            .withCompressionCodec(codec)
            .build()) {
      for (GenericRecord row : rows) {
        writer.write(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Writes rows to a file of any size. */
  public static void write(Path file, Schema schema, Stream<GenericRecord> rows)
      throws IOException {
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withSchema(schema)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .build()) {
      for (GenericRecord row : (Iterable<GenericRecord>) rows::iterator) {
        writer.write(row);
      }
    }
  }

  private static Schema withTransport(Schema schema) {
    List<Schema.Field> fields = new ArrayList<>();
    schema.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
    fields.add(
        new Schema.Field(WarehouseTable.PARTITION, Schema.create(Schema.Type.INT), null, null));
    fields.add(
        new Schema.Field(WarehouseTable.OFFSET, Schema.create(Schema.Type.LONG), null, null));
    return Schema.createRecord(schema.getName(), null, schema.getNamespace(), false, fields);
  }

  private static final class BytesOutputFile implements OutputFile {

    private final ByteArrayOutputStream bytes;

    private BytesOutputFile(ByteArrayOutputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new DelegatingPositionOutputStream(bytes) {
        @Override
        public long getPos() {
          return bytes.size();
        }
      };
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }
}
