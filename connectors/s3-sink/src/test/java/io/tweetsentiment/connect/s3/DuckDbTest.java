package io.tweetsentiment.connect.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.connect.s3.storage.S3ObjectStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DuckDB, which shares no code with the writers, reads every row of the files. */
class DuckDbTest {
  private static final int ROWS = 3000;

  /** DuckDB reads a number of JSON as a double, which holds 15 digits. */
  private static final long LARGEST = 100_000_000_000_000L;

  private static final Schema AUTHOR =
      SchemaBuilder.struct()
          .name("Author")
          .optional()
          .field("name", Schema.STRING_SCHEMA)
          .field("followers", Schema.OPTIONAL_INT32_SCHEMA)
          .build();
  private static final Schema SCHEMA =
      SchemaBuilder.struct()
          .name("Row")
          .field("id", Schema.INT64_SCHEMA)
          .field("text", Schema.OPTIONAL_STRING_SCHEMA)
          .field("lang", Schema.STRING_SCHEMA)
          .field("score", Schema.OPTIONAL_FLOAT64_SCHEMA)
          .field("verified", Schema.BOOLEAN_SCHEMA)
          .field("created_at", Timestamp.SCHEMA)
          .field(
              "price",
              Decimal.builder(4).optional().parameter("connect.decimal.precision", "20").build())
          .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
          .field("author", AUTHOR)
          .build();

  @TempDir Path folder;

  private static Struct row(Random random, int i) {
    Struct row =
        new Struct(SCHEMA)
            .put("id", random.nextLong())
            .put(
                "text",
                random.nextInt(5) == 0 ? null : "text 😀 \"" + i + "\"\n; " + random.nextInt())
            .put("lang", List.of("de", "en", "ja").get(random.nextInt(3)))
            .put("score", random.nextInt(7) == 0 ? null : random.nextGaussian())
            .put("verified", random.nextBoolean())
            .put("created_at", Date.from(Rows.DAY.plusMillis(random.nextInt(86_400_000))))
            .put(
                "price",
                random.nextInt(4) == 0
                    ? null
                    : BigDecimal.valueOf(random.nextLong(-LARGEST, LARGEST), 4));
    List<String> tags = new ArrayList<>();
    for (int k = random.nextInt(4); k > 0; k--) {
      tags.add("tag" + random.nextInt(10));
    }
    row.put("tags", tags);
    if (random.nextInt(3) > 0) {
      row.put(
          "author",
          new Struct(AUTHOR)
              .put("name", "author " + random.nextInt(50))
              .put("followers", random.nextBoolean() ? null : random.nextInt(1000)));
    }
    return row;
  }

  private static List<Object> expected(Struct row) {
    List<Object> cells = new ArrayList<>();
    for (String field : List.of("id", "text", "lang", "score", "verified")) {
      cells.add(row.get(field));
    }
    cells.add(((Date) row.get("created_at")).toInstant().toEpochMilli());
    cells.add(row.get("price"));
    cells.add(row.getArray("tags").toString());
    Struct author = row.getStruct("author");
    cells.add(author == null ? null : author.get("name"));
    cells.add(author == null ? null : author.get("followers"));
    return cells;
  }

  @ParameterizedTest
  @CsvSource({
    "ParquetFormat,parquet.codec,none",
    "ParquetFormat,parquet.codec,gzip",
    "ParquetFormat,parquet.codec,snappy",
    "ParquetFormat,parquet.codec,zstd",
    "JsonFormat,s3.compression.type,none",
    "JsonFormat,s3.compression.type,gzip"
  })
  void shouldReadEveryRow(String format, String key, String codec)
      throws IOException, SQLException {
    Random random = new Random(1);
    List<List<Object>> expected = new ArrayList<>();
    SinkRecord[] records = new SinkRecord[ROWS];
    for (int i = 0; i < ROWS; i++) {
      Struct row = row(random, i);
      records[i] = Rows.record(0, i, SCHEMA, row);
      expected.add(expected(row));
    }
    Map<String, String> properties = Rows.properties();
    properties.put("format.class", format);
    properties.put(key, codec);
    properties.put("json.decimal.format", "NUMERIC");
    properties.put("flush.size", "1000");
    properties.put("partitioner.class", "DefaultPartitioner");
    FakeS3 s3 = new FakeS3();
    FakeConnect connect = new FakeConnect(Rows.log(records), new HashMap<>(), properties);
    connect.start(
        new S3SinkTask(new ManualClock(), config -> new S3ObjectStore(s3, config.upload())));
    connect.poll(ROWS);
    connect.stop();
    List<String> files = new ArrayList<>();
    for (Map.Entry<String, FakeS3.Stored> object : s3.objects().entrySet()) {
      Path file = folder.resolve(object.getKey().substring(object.getKey().lastIndexOf('/') + 1));
      Files.write(file, object.getValue().bytes());
      files.add("'" + file + "'");
    }
    assertThat(files).hasSize(3);

    assertThat(read(format, files)).containsExactlyElementsOf(expected);
  }

  private static List<List<Object>> read(String format, List<String> files) throws SQLException {
    boolean json = format.equals("JsonFormat");
    String source =
        json
            ? "read_json(%s, format='newline_delimited', columns={id: 'BIGINT', text: 'VARCHAR',"
                + " lang: 'VARCHAR', score: 'DOUBLE', verified: 'BOOLEAN', created_at: 'BIGINT',"
                + " price: 'DECIMAL(23,4)', tags: 'VARCHAR[]',"
                + " author: 'STRUCT(name VARCHAR, followers INTEGER)'})"
            : "read_parquet(%s)";
    List<List<Object>> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT id, text, lang, score, verified, "
                    + (json ? "created_at" : "epoch_ms(created_at)")
                    + ", price, tags::VARCHAR, author.name, author.followers FROM "
                    + String.format(source, files))) {
      while (found.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.add(found.getObject(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
