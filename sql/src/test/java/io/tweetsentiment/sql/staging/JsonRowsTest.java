package io.tweetsentiment.sql.staging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.sql.SinkRows;
import io.tweetsentiment.sql.bucket.MemoryContent;
import io.tweetsentiment.sql.rows.MemoryExceededException;
import io.tweetsentiment.sql.rows.ObjectRows;
import io.tweetsentiment.sql.rows.Reject;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.generic.GenericRecord;

/** The rows of JSON lines are those of the Parquet object with the same records. */
final class JsonRowsTest {

  private static final String LINE = SinkRows.tweet("1", 0).toString();

  private static DecodedBytes read(String text) {
    return DecodedBytes.read(WarehouseTable.TWEET, "o.json", text.getBytes(UTF_8));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  @Example
  void shouldReadWhatParquetReads() throws IOException {
    List<GenericRecord> rows =
        List.of(SinkRows.tweet("1", 0), SinkRows.deletion("2", 1), SinkRows.tweet("3", 2));
    StringBuilder lines = new StringBuilder();
    rows.forEach(row -> lines.append(row).append('\n'));
    String parquet =
        new String(
            DecodedBytes.read(WarehouseTable.TWEET, SinkRows.parquet(SinkRows.TWEETS, rows))
                .copyText(),
            UTF_8);

    DecodedBytes zipped =
        DecodedBytes.read(WarehouseTable.TWEET, "o.json.gz", gzip(lines.toString()));

    assertThat(new String(read(lines.toString()).copyText(), UTF_8)).isEqualTo(parquet);
    assertThat(new String(zipped.copyText(), UTF_8)).isEqualTo(parquet);
    assertThat(zipped.rows()).isEqualTo(3);
  }

  @Example
  void shouldRejectTheLineThatIsNoRow() {
    String tooLong = LINE.replace("text at 0", "a".repeat(5 << 20));
    DecodedBytes read =
        read(
            String.join(
                "\n",
                LINE,
                "{\"topic\":",
                "",
                "[1]",
                LINE.replace("\"verified\": true", "\"verified\": \"yes\""),
                LINE.replace("\"_kafka_offset\": 0", "\"_kafka_offset\": 99999999999999999999"),
                LINE.replace("\"text\": \"text at 0\"", "\"text\": {\"a\": [1]}"),
                tooLong,
                LINE + LINE,
                LINE.replace("\"topic\": \"biden\", ", ""),
                LINE));

    assertThat(read.rows()).isEqualTo(11);
    assertThat(read.rejects())
        .extracting(reject -> reject.row().getAsLong() + " " + reject.column())
        .containsExactly(
            "2 null",
            "3 null",
            "4 null",
            "5 verified",
            "6 _kafka_offset",
            "7 text",
            "8 null",
            "9 null",
            "10 topic");
    assertThat(read.rejects().get(3).reason()).isEqualTo("verified is not of type BOOLEAN");
    assertThat(read.rejects().get(6).reason()).contains("4194304 bytes");
  }

  @Example
  void shouldKnowTheRowOfAMemberOfAWrongType() {
    DecodedBytes read =
        read(
            LINE.replace("\"topic\": \"biden\"", "\"topic\": {\"tweet_id\": \"9\"}")
                .replace("\"verified\": true", "\"verified\": [1]")
                .replace("\"_kafka_offset\": 0", "\"_kafka_offset\": 7"));

    assertThat(read.rejects())
        .singleElement()
        .satisfies(
            reject -> {
              assertThat(reject.reason()).isEqualTo("topic is not of type STRING");
              assertThat(reject.offset()).hasValue(7);
              assertThat(reject.partition()).hasValue(0);
              assertThat(reject.rowKey()).isEqualTo("1");
            });
  }

  @Example
  void shouldCountWhatIsStoredForHalvesOfSurrogatePairs() {
    String half = "\\ud800";
    DecodedBytes read =
        read(
            String.join(
                "\n",
                LINE.replace("\"lang\": \"en\"", "\"lang\": \"" + half.repeat(100) + "\""),
                LINE.replace("\"name\": \"A User\"", "\"name\": \"" + half + "\""),
                LINE.replace("\"tweet_id\": \"1\"", "\"tweet_id\": \"" + half + "\"")));

    assertThat(read.rejects())
        .extracting(Reject::reason)
        .containsExactly(
            "lang has 300 bytes of UTF-8; the warehouse holds 256",
            "tweet_id holds half of a surrogate pair");
    assertThat(new String(read.copyText(), UTF_8)).contains("\t\uFFFD\t");
  }

  @Example
  void shouldTakeTheLastOfMembersWithOneName() {
    DecodedBytes read =
        read(LINE.replace("\"text\": \"text at 0\"", "\"text\": \"a\", \"text\": null"));

    assertThat(read.rejects()).isEmpty();
    assertThat(new String(read.copyText(), UTF_8))
        .isEqualTo(
            new String(
                read(LINE.replace("\"text\": \"text at 0\"", "\"text\": null")).copyText(), UTF_8));
  }

  @Example
  void shouldNotBlameALineThatTakesMoreThanTheMemory() {
    byte[] line = LINE.replace("text at 0", "a".repeat(60_000)).getBytes(UTF_8);

    assertThatThrownBy(
            () ->
                ObjectRows.<RuntimeException>read(
                    WarehouseTable.TWEET,
                    "o.json",
                    new MemoryContent(line),
                    100_000,
                    (types, values) -> {},
                    reject -> {}))
        .isInstanceOf(MemoryExceededException.class)
        .extracting(e -> ((MemoryExceededException) e).needed())
        .isEqualTo(4L * line.length);
  }

  @Example
  void shouldRejectTheObjectWhoseGzipIsCutOff() throws IOException {
    byte[] whole = gzip((LINE + "\n").repeat(500));

    DecodedBytes read =
        DecodedBytes.read(
            WarehouseTable.TWEET, "o.json.gz", Arrays.copyOf(whole, whole.length / 2));

    assertThat(read.rejects()).singleElement().matches(Reject::isOfObject);
    assertThat(read.rejects().get(0).reason()).startsWith("it cannot be read as JSON lines");
  }

  @Property
  void shouldTellWhatAnyBytesAre(@ForAll byte[] bytes) {
    byte[] lines = Arrays.copyOf((LINE + "\n").getBytes(UTF_8), LINE.length() + 1 + bytes.length);
    System.arraycopy(bytes, 0, lines, LINE.length() + 1, bytes.length);

    DecodedBytes read = DecodedBytes.read(WarehouseTable.TWEET, "o.json", lines);

    assertThat(read.rows() - read.rejects().size()).isEqualTo(1);
  }
}
