package io.tweetsentiment.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.sql.staging.CopyRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broken rows among good ones: each is recorded with its reason, and the rest is loaded. */
final class BrokenRowsTest {

  private static final int BROKEN = 1_000;
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-01T12:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path folder;

  private Path object(int rows) throws IOException {
    Path file = folder.resolve(rows + ".parquet");
    SinkRows.write(file, BrokenRows.SCHEMA, BrokenRows.among(rows, BROKEN));
    return file;
  }

  @Test
  void shouldRejectTheSameRowsInBothDialects() throws IOException {
    int rows = 12_000;
    FakeS3 s3 = new FakeS3();
    s3.put(BrokenRows.key(0), Files.readAllBytes(object(rows)), Map.of());
    TestingPostgres postgres = TestingPostgres.newDatabase();
    try (Loader loader = loader(s3, postgres.url(), () -> postgresConnection(postgres))) {
      loader.createTables();
      assertThat(loader.loadOnce())
          .isEqualTo(new LoadResult(1, rows - BROKEN, rows - BROKEN, 0, BROKEN));
    }
    RecordingDatabase redshift = new RecordingDatabase();
    Map<String, byte[]> copied = new HashMap<>();
    redshift.hook =
        sql -> {
          if (sql.startsWith("COPY")) {
            s3.keys().forEach(key -> copied.put(key, s3.bytes(key)));
          }
        };
    try (Loader loader = loader(s3, "jdbc:redshift://host:5439/dev", redshift::connect)) {
      loader.loadOnce();
    }

    List<String> ofPostgres =
        postgres.query(
            "SELECT row_number, kafka_partition, kafka_offset, topic, row_key, column_name, value,"
                + " reason FROM load_reject ORDER BY row_number");
    assertThat(ofPostgres.stream().map(BrokenRowsTest::numberAndColumn))
        .isEqualTo(BrokenRows.expected(rows, BROKEN));
    for (int i = 0; i < BROKEN; i++) {
      assertThat(ofPostgres.get(i)).contains(BrokenRows.kind(i).reason());
    }
    assertThat(rejects(redshift)).isEqualTo(ofPostgres);

    // What Redshift reads is a copy with the good rows, in the form that its COPY takes.
    List<String> temporary =
        copied.keySet().stream().filter(key -> key.startsWith("load-manifests/")).sorted().toList();
    assertThat(temporary).hasSize(2);
    String copy = temporary.stream().filter(key -> key.endsWith(".parquet")).findFirst().get();
    assertThat(new String(copied.get(temporary.get(1)), UTF_8) + temporary).contains(copy);
    assertThat(CopyRules.problems(copied.get(copy))).isEmpty();
    assertThat(CopyRules.rows(copied.get(copy)))
        .extracting(row -> row.get("tweet_id").toString())
        .isEqualTo(postgres.query("SELECT tweet_id FROM tweet ORDER BY kafka_offset"));
    assertThat(s3.keys()).as("the copy is gone").containsExactly(BrokenRows.key(0));
  }

  /** Of a line that is no row, nothing but the metadata tells the offset. */
  @Test
  void shouldAuditTheSameInBothDialects() throws IOException {
    FakeS3 s3 = new FakeS3();
    List<String> contents =
        List.of("{", SinkRows.tweet("1", 0) + "\n{", SinkRows.tweet("2", 0) + "\n");
    for (int i = 0; i < contents.size(); i++) {
      s3.put(
          BrokenRows.key(i).replace(".parquet", ".json"),
          contents.get(i).getBytes(UTF_8),
          Map.of("end-offset", "99", "record-count", "2"));
    }
    TestingPostgres postgres = TestingPostgres.newDatabase();
    try (Loader loader = loader(s3, postgres.url(), () -> postgresConnection(postgres))) {
      loader.createTables();
      loader.loadOnce();
    }
    RecordingDatabase redshift = new RecordingDatabase();
    try (Loader loader = loader(s3, "jdbc:redshift://host:5439/dev", redshift::connect)) {
      loader.loadOnce();
    }

    List<String> ofPostgres =
        postgres.query(
            "SELECT kafka_partition, start_offset, end_offset, row_count FROM load_audit"
                + " ORDER BY object_key");
    assertThat(ofPostgres).containsExactly("0|0|99|1", "1|0|99|2", "2|0|0|1");
    assertThat(redshift.inserted("load_audit", 9))
        .extracting(
            values -> values.subList(4, 8).stream().map(String::valueOf).collect(joining("|")))
        .isEqualTo(ofPostgres);
  }

  private static String numberAndColumn(String reject) {
    String[] values = reject.split("\\|", -1);
    return values[0] + "|" + values[5];
  }

  /** The rows of {@code load_reject} in the recorded statements. */
  private static List<String> rejects(RecordingDatabase redshift) {
    List<String> rows = new ArrayList<>();
    for (List<Object> values : redshift.inserted("load_reject", 13)) {
      List<String> shown = new ArrayList<>();
      for (int column : List.of(4, 5, 6, 7, 8, 9, 10, 11)) {
        shown.add(String.valueOf(values.get(column)));
      }
      rows.add(String.join("|", shown));
    }
    return rows;
  }

  private static Loader loader(
      FakeS3 s3,
      String url,
      io.tweetsentiment.sql.warehouse.WarehouseConnection.ConnectionFactory connections) {
    return new Loader(
        LoaderConfig.load(Optional.empty(), Map.of("LOADER_JDBC_URL", url)),
        s3,
        false,
        connections,
        CLOCK);
  }

  private static java.sql.Connection postgresConnection(TestingPostgres postgres)
      throws java.sql.SQLException {
    return io.tweetsentiment.sql.warehouse.WarehouseConnection.connect(
        postgres.url(), "postgres", Optional.empty());
  }

  /** The heap of the process is 128 MiB; the object is several times larger when it is decoded. */
  @Tag("long")
  @Test
  void shouldLoadFiveMillionRowsInASmallHeap() throws Exception {
    int rows = 5_000_000;
    Path object = object(rows);
    TestingPostgres postgres = TestingPostgres.newDatabase();

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                LargeLoadMain.class.getName(),
                postgres.url(),
                object.toString())
            .redirectErrorStream(true)
            .start();
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    process.getInputStream().transferTo(output);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();

    String said = output.toString(UTF_8);
    System.out.println(said);
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(postgres.query("SELECT COUNT(*) FROM tweet"))
        .containsExactly(Integer.toString(rows - BROKEN));
    assertThat(
            postgres.query("SELECT row_number, column_name FROM load_reject ORDER BY row_number"))
        .isEqualTo(BrokenRows.expected(rows, BROKEN));
  }

  @Test
  void shouldBreakEveryKindAsOftenAsTheOthers() {
    Map<String, List<GenericRecord>> byNull =
        BrokenRows.among(240, 120).collect(groupingBy(row -> String.valueOf(row.get("topic"))));

    assertThat(byNull.get("to\0pic")).hasSize(10);
  }
}
