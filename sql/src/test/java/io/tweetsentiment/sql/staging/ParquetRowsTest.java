package io.tweetsentiment.sql.staging;

import static io.tweetsentiment.sql.SinkRows.tweet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.sql.SinkRows;
import io.tweetsentiment.sql.bucket.MemoryContent;
import io.tweetsentiment.sql.rows.ObjectRows;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ParquetRowsTest {

  /** A column that no table has, wider than the memory. */
  @Test
  void shouldReadTheColumnsOfTheTableAlone() throws Exception {
    List<Schema.Field> fields = new ArrayList<>();
    SinkRows.TWEETS
        .getFields()
        .forEach(field -> fields.add(new Schema.Field(field, field.schema())));
    fields.add(new Schema.Field("blob", Schema.create(Schema.Type.BYTES), null, null));
    Schema schema = Schema.createRecord("Wide", null, "other", false, fields);
    GenericRecord row = new GenericData.Record(schema);
    tweet("1", 0)
        .getSchema()
        .getFields()
        .forEach(field -> row.put(field.name(), tweet("1", 0).get(field.name())));
    byte[] blob = new byte[3 << 20];
    new Random(1).nextBytes(blob);
    row.put("blob", ByteBuffer.wrap(blob));
    CopyText text = new CopyText();

    ObjectRows.Summary summary =
        ObjectRows.<RuntimeException>read(
            WarehouseTable.TWEET,
            "o.parquet",
            new MemoryContent(SinkRows.parquet(schema, List.of(row))),
            1 << 20,
            text::row,
            reject -> {});

    assertThat(summary.rows()).isEqualTo(1);
    assertThat(summary.isCopyable()).isFalse();
    byte[] alone = SinkRows.parquet(SinkRows.TWEETS, List.of(tweet("1", 0)));
    assertThat(text.bytes()).isEqualTo(DecodedBytes.read(WarehouseTable.TWEET, alone).copyText());
  }

  /** The length is looked at before the text is decoded. */
  @Test
  void shouldRejectAWideTextForItsWidth() {
    byte[] wide = new byte[70_000];
    Arrays.fill(wide, (byte) 0xC3);
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : SinkRows.TWEETS.getFields()) {
      boolean isText = field.name().equals("text");
      fields.add(
          isText
              ? new Schema.Field("text", Schema.create(Schema.Type.STRING), null, null)
              : new Schema.Field(field, field.schema()));
    }
    Schema schema = Schema.createRecord("Foreign", null, "other", false, fields);
    GenericRecord row = new GenericData.Record(schema);
    schema.getFields().forEach(field -> row.put(field.name(), tweet("1", 0).get(field.name())));
    row.put("text", new Utf8(wide));

    DecodedBytes read =
        DecodedBytes.read(WarehouseTable.TWEET, SinkRows.parquet(schema, List.of(row)));

    assertThat(read.rejects())
        .singleElement()
        .satisfies(
            reject -> {
              assertThat(reject.reason()).contains("70000 bytes");
              assertThat(reject.value()).endsWith("...").hasSize(43);
            });
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionCodecName.class,
      names = {"UNCOMPRESSED", "SNAPPY"})
  void shouldReadOrRefuseWhateverIsCutOffOrChanged(CompressionCodecName codec) {
    List<GenericRecord> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(tweet("t" + i, i));
    }
    byte[] whole = SinkRows.parquet(SinkRows.TWEETS, rows, codec);
    int refused = 0;
    for (int length = 0; length < whole.length; length += 37) {
      DecodedBytes cut = DecodedBytes.read(WarehouseTable.TWEET, Arrays.copyOf(whole, length));
      assertThat(cut.rejects()).hasSize(1);
    }
    Random random = new Random(1);
    for (int i = 0; i < 1_500; i++) {
      byte[] changed = whole.clone();
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      DecodedBytes read = DecodedBytes.read(WarehouseTable.TWEET, changed);
      boolean isRefused = !read.rejects().isEmpty() && read.rejects().get(0).isOfObject();
      refused += isRefused ? 1 : 0;
      assertThat(isRefused ? 0 : read.rows()).isBetween(0L, 20L);
    }
    assertThat(refused).isBetween(1, 1_500);
  }
}
