package io.tweetsentiment.standalone.bench.broken.kinds;

import io.tweetsentiment.schemas.MergedTweet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.DelegatingPositionOutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** Parquet files with one row, similar to those that the sink of {@code tweets.merged} writes. */
final class MergedRows {

  private static final String PARTITION = "_kafka_partition";
  private static final String OFFSET = "_kafka_offset";

  private MergedRows() {}

  /** A row with a change; every column is nullable. */
  static byte[] changed(SampleTweet sample, Consumer<GenericRecord> change) {
    GenericRecord row = row(sample, schema(MergedTweet.getClassSchema().getFields(), true));
    change.accept(row);
    return parquet(row);
  }

  /** A row of a schema with an additional column. */
  static byte[] later(SampleTweet sample) {
    List<Schema.Field> fields = copies(MergedTweet.getClassSchema().getFields(), false);
    fields.add(new Schema.Field("mood", Schema.create(Schema.Type.STRING), null, null));
    GenericRecord row = row(sample, schema(fields, false));
    row.put("mood", "calm");
    return parquet(row);
  }

  /** A row without a column. */
  static byte[] without(SampleTweet sample, String column) {
    List<Schema.Field> fields = copies(MergedTweet.getClassSchema().getFields(), false);
    fields.removeIf(field -> field.name().equals(column));
    return parquet(row(sample, schema(fields, false)));
  }

  /** A row with a column of another type. */
  static byte[] typed(SampleTweet sample, String column, Schema.Type type) {
    List<Schema.Field> fields = copies(MergedTweet.getClassSchema().getFields(), false);
    fields.replaceAll(
        field ->
            field.name().equals(column)
                ? new Schema.Field(column, Schema.create(type), null, null)
                : field);
    GenericRecord row = row(sample, schema(fields, false));
    row.put(column, type == Schema.Type.BYTES ? ByteBuffer.wrap(new byte[] {1}) : (Object) 5L);
    return parquet(row);
  }

  /** A row of another system. */
  static byte[] other(String number) {
    Schema schema =
        Schema.createRecord(
            "Order",
            null,
            "other",
            false,
            List.of(new Schema.Field("number", Schema.create(Schema.Type.STRING), null, null)));
    GenericRecord row = new GenericData.Record(schema);
    row.put("number", number);
    return parquet(row);
  }

  private static GenericRecord row(SampleTweet sample, Schema schema) {
    GenericRecord row = new GenericData.Record(schema);
    put(row, "topic", SampleTweet.TOPIC);
    put(row, "tweet_id", sample.id());
    put(row, "created_at", sample.createdAt().toEpochMilli());
    put(row, "text", "good tea");
    put(row, "label", "POSITIVE");
    put(row, "positive", 0.7);
    put(row, "negative", 0.1);
    put(row, "neutral", 0.15);
    put(row, "mixed", 0.05);
    put(row, "engine", "other-1");
    put(row, "ingested_at", SampleTweet.START.toEpochMilli());
    put(row, "edit_version", 0);
    put(row, "deleted", false);
    put(row, PARTITION, 0);
    // Less than every offset of Kafka, so that this row never replaces one that came through Kafka.
    put(row, OFFSET, -1L);
    return row;
  }

  private static void put(GenericRecord row, String column, Object value) {
    Schema.Field field = row.getSchema().getField(column);
    if (field != null) {
      row.put(field.pos(), value);
    }
  }

  private static Schema schema(List<Schema.Field> fields, boolean nullable) {
    List<Schema.Field> all = copies(fields, nullable);
    all.add(new Schema.Field(PARTITION, Schema.create(Schema.Type.INT), null, null));
    all.add(new Schema.Field(OFFSET, Schema.create(Schema.Type.LONG), null, null));
    return Schema.createRecord("MergedTweet", null, "io.tweetsentiment.schemas", false, all);
  }

  private static List<Schema.Field> copies(List<Schema.Field> fields, boolean nullable) {
    List<Schema.Field> copies = new ArrayList<>();
    for (Schema.Field field : fields) {
      Schema type = field.schema();
      copies.add(
          nullable && !type.isNullable()
              ? new Schema.Field(
                  field.name(),
                  Schema.createUnion(Schema.create(Schema.Type.NULL), type),
                  null,
                  null)
              : new Schema.Field(field, type));
    }
    return copies;
  }

  private static byte[] parquet(GenericRecord row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new Buffer(bytes))
            .withConf(new PlainParquetConfiguration())
            .withSchema(row.getSchema())
            .build()) {
      writer.write(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Parquet in memory. */
  private record Buffer(ByteArrayOutputStream bytes) implements OutputFile {

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
