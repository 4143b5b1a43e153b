package io.tweetsentiment.sql;

import static io.tweetsentiment.sql.SinkRows.tweet;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects that are not small are streamed through a file, beside small ones in the same COPY. */
final class LargeObjectTest {

  private static final int ROWS = 6_000;

  @TempDir private Path spool;

  private final TestingPostgres postgres = TestingPostgres.newDatabase();
  private final FakeS3 s3 = new FakeS3();
  private Loader loader;

  @BeforeEach
  void open() {
    loader = loader(spool);
    loader.createTables();
  }

  private Loader loader(Path folder) {
    return Loader.open(config(postgres.url(), "8388608", folder), s3, Clock.systemUTC());
  }

  private static LoaderConfig config(String url, String bufferBytes, Path folder) {
    return LoaderConfig.load(
        Optional.empty(),
        Map.of(
            "LOADER_JDBC_URL", url,
            "LOADER_BUFFER_BYTES", bufferBytes,
            "LOADER_SPOOL_DIR", folder.toString()));
  }

  @AfterEach
  void close() {
    loader.close();
  }

  private static List<GenericRecord> rows(int partition, int count) {
    List<GenericRecord> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      GenericRecord row = tweet(partition + "-" + i, i);
      row.put("_kafka_partition", partition);
      // Not well compressed, so that the object is larger than what is decoded in memory.
      row.put(
          "text", new java.util.Random(i).ints(20).mapToObj(Integer::toHexString).toList() + "");
      rows.add(row);
    }
    return rows;
  }

  private void put(int partition, String extension, byte[] bytes) {
    s3.put(
        String.format(
            "topics/tweets.merged/d/tweets.merged+%d+0000000000.%s", partition, extension),
        bytes,
        Map.of());
  }

  private static byte[] json(List<GenericRecord> rows) {
    StringBuilder lines = new StringBuilder();
    rows.forEach(row -> lines.append(row).append('\n'));
    return lines.toString().getBytes(UTF_8);
  }

  @Test
  void shouldLoadLargeAndSmallOnesInOnePass() {
    List<GenericRecord> large = rows(0, ROWS);
    for (int i = 0; i < ROWS; i += 2) {
      large.get(i).put("positive", 2.0);
    }
    put(0, "parquet", SinkRows.parquet(SinkRows.TWEETS, large));
    put(1, "json", json(rows(1, ROWS)));
    put(2, "parquet", SinkRows.parquet(SinkRows.TWEETS, rows(2, 5)));

    LoadResult result = loader.loadOnce();

    assertThat(result)
        .isEqualTo(new LoadResult(3, ROWS / 2 + ROWS + 5, ROWS / 2 + ROWS + 5, 0, ROWS / 2));
    assertThat(
            postgres.query(
                "SELECT kafka_partition, COUNT(*), MAX(kafka_offset) FROM tweet GROUP BY 1"
                    + " ORDER BY 1"))
        .containsExactly("0|3000|5999", "1|6000|5999", "2|5|4");
    assertThat(
            postgres.query(
                "SELECT COUNT(*), COUNT(DISTINCT row_number), MIN(row_number), MAX(row_number),"
                    + " MIN(reason) FROM load_reject"))
        .containsExactly("3000|3000|1|5999|positive is 2.0, not between 0 and 1");
    assertThat(spool).isEmptyDirectory();
  }

  /** Its first rows were copied before the damage was found. */
  @Test
  void shouldTakeBackTheRowsOfAnObjectThatIsDamagedAtItsEnd() {
    byte[] damaged = SinkRows.parquet(SinkRows.TWEETS, rows(0, 30_000));
    // The last page of some column: its snappy block no longer fits its header.
    int footer = damaged.length - 8 - footerBytes(damaged);
    Arrays.fill(damaged, footer - 3_000, footer - 2_000, (byte) 0xFF);
    put(0, "parquet", damaged);
    put(1, "parquet", SinkRows.parquet(SinkRows.TWEETS, rows(1, 7)));

    LoadResult result = loader.loadOnce();

    assertThat(result).isEqualTo(new LoadResult(2, 7, 7, 0, 1));
    assertThat(postgres.query("SELECT row_number, reason FROM load_reject"))
        .singleElement()
        .asString()
        .startsWith("null|it cannot be read as Parquet");
    assertThat(loader.loadOnce().objects()).isZero();
  }

  private static int footerBytes(byte[] file) {
    return java.nio.ByteBuffer.wrap(file)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .getInt(file.length - 8);
  }

  @Test
  void shouldEndThePassAtAnObjectWhosePagesTakeMoreThanTheMemory() {
    GenericRecord row = tweet("1", 0);
    List<GenericRecord> rows = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      GenericRecord wide = tweet("w" + i, i);
      wide.put("text", i + "x".repeat(60_000));
      wide.put("name", i + "y".repeat(60_000));
      rows.add(wide);
    }
    put(0, "parquet", SinkRows.parquet(SinkRows.TWEETS, rows));
    put(1, "parquet", SinkRows.parquet(SinkRows.TWEETS, List.of(row)));

    RecordingDatabase redshift = new RecordingDatabase();
    LoaderConfig ofRedshift = config("jdbc:redshift://host:5439/dev", "8388608", spool);
    List<String> said = new ArrayList<>();
    try (Loader other = new Loader(ofRedshift, s3, false, redshift::connect, Clock.systemUTC())) {
      for (Loader each : List.of(loader, other)) {
        assertThatThrownBy(each::loadOnce)
            .isInstanceOf(LoadException.class)
            .hasMessageContaining("tweets.merged+0+0000000000.parquet")
            .satisfies(e -> said.add(e.getMessage()))
            .extracting(e -> ((LoadException) e).kind())
            .isEqualTo(LoadException.Kind.BAD_INPUT);
      }
    }
    assertThat(said.get(1)).as("both need the same").isEqualTo(said.get(0));
    assertThat(postgres.query("SELECT * FROM load_audit")).isEmpty();
    assertThat(postgres.query("SELECT * FROM load_reject")).isEmpty();
    assertThat(spool).isEmptyDirectory();

    String enough = said.get(0).replaceFirst(".*Set buffer.bytes to (\\d+) .*", "$1");
    try (Loader larger =
        Loader.open(config(postgres.url(), enough, spool), s3, Clock.systemUTC())) {
      assertThat(larger.loadOnce()).isEqualTo(new LoadResult(2, 121, 121, 0, 0));
    }
  }

  @Test
  void shouldNotBlameTheObjectWhenTheSpoolCannotBeWritten() throws Exception {
    Path file = Files.createFile(spool.resolve("taken"));
    put(0, "parquet", SinkRows.parquet(SinkRows.TWEETS, rows(0, ROWS)));

    try (Loader broken = loader(file.resolve("below"))) {
      assertThatThrownBy(broken::loadOnce)
          .isInstanceOf(LoadException.class)
          .hasMessageContaining("spool.dir")
          .extracting(e -> ((LoadException) e).kind())
          .isEqualTo(LoadException.Kind.RETRY);
    }
    assertThat(postgres.query("SELECT * FROM load_reject")).isEmpty();
    assertThat(loader.loadOnce().rows()).isEqualTo(ROWS);
  }
}
