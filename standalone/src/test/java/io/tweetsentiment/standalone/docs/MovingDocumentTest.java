package io.tweetsentiment.standalone.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tweetsentiment.connect.kinesis.KinesisSourceConnector;
import io.tweetsentiment.connect.s3.S3SinkConnector;
import java.io.File;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.connector.Connector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of keys in docs/moving-from-confluent.md agree with the connectors. */
class MovingDocumentTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([^`]+)` \\|([^|]*)\\|([^|]*)\\|([^|]*)\\|$");
  private static final Pattern KEY = Pattern.compile("`([a-z0-9.]+)`");
  private static final String WITHOUT_EFFECT = "no effect";

  private record Row(String key, String same, String different, String refused) {}

  private static String section(String heading) {
    String text = Documents.read(Documents.ROOT.resolve("docs/moving-from-confluent.md"));
    int start = text.indexOf("## " + heading);
    assertThat(start).as(heading).isPositive();
    int end = text.indexOf("\n## ", start + 1);
    return text.substring(start, end < 0 ? text.length() : end);
  }

  private static List<Row> rows(String section) {
    return ROW.matcher(section)
        .results()
        .map(row -> new Row(row.group(1), cell(row, 2), cell(row, 3), cell(row, 4)))
        .toList();
  }

  private static String cell(MatchResult row, int group) {
    return row.group(group).strip();
  }

  private static String errors(Connector connector, Map<String, String> base, String key) {
    Map<String, String> config = new HashMap<>(base);
    config.put(key, "SUFFIX");
    if (key.startsWith("store.kafka")) {
      config.put(key, "true");
    }
    return connector.validate(config).configValues().stream()
        .flatMap(value -> value.errorMessages().stream())
        .collect(Collectors.joining("; "));
  }

  private static void check(
      Connector connector, Map<String, String> base, String section, int published) {
    Set<String> own = connector.config().names();
    List<Row> rows = rows(section);
    assertThat(rows).hasSize(published);
    assertThat(rows).extracting(Row::key).doesNotHaveDuplicates();
    for (Row row : rows) {
      assertThat(List.of(row.same(), row.different(), row.refused()))
          .as("one column of %s is filled", row.key())
          .satisfiesOnlyOnce(cell -> assertThat(cell).isNotEmpty());
      boolean ignored = row.different().startsWith(WITHOUT_EFFECT);
      if (!row.refused().isEmpty()) {
        assertThat(errors(connector, base, row.key())).as(row.key()).contains(row.key());
      } else if (ignored) {
        assertThat(own).as("has no effect").doesNotContain(row.key());
        assertThat(errors(connector, base, row.key())).as(row.key()).isEmpty();
      } else {
        assertThat(own).contains(row.key());
      }
    }
    Set<String> onlyHere =
        KEY.matcher(section.substring(section.indexOf("Only here:")))
            .results()
            .map(key -> key.group(1))
            .collect(Collectors.toSet());
    Set<String> rest = new TreeSet<>(own);
    rows.forEach(row -> rest.remove(row.key()));
    assertThat(onlyHere).isEqualTo(rest);
  }

  @Test
  void shouldTellWhatBecomesOfEveryKeyOfConfluentsSink() {
    check(
        new S3SinkConnector(),
        Map.of(
            "name", "sink",
            "connector.class", S3SinkConnector.class.getName(),
            "topics", "tweets",
            "s3.bucket.name", "bucket",
            "format.class", "io.confluent.connect.s3.format.parquet.ParquetFormat",
            "flush.size", "1"),
        section("Keys of Confluent's S3 sink"),
        74);
  }

  private record Answer(int exitCode, String text) {}

  /** Runs the program of the document on one entry of offsets. */
  private static Answer converted(String partition, String offset) throws Exception {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "jq"))),
        "needs jq");
    Matcher program =
        Pattern.compile("```jq\n(.*?)```", Pattern.DOTALL).matcher(section("The Kinesis source"));
    assertThat(program.find()).isTrue();
    String good =
        "{\"partition\":{\"shardId\":\"shardId-000000000000\"},"
            + "\"offset\":{\"sequenceNumber\":\"49671000000000000000000000000000000000000000000000000001\"}}";
    String odd = "{\"partition\":" + partition + ",\"offset\":" + offset + "}";
    Process jq =
        new ProcessBuilder("jq", "-c", "--arg", "stream", "tweets", program.group(1).strip())
            .redirectErrorStream(true)
            .start();
    try (OutputStream in = jq.getOutputStream()) {
      in.write(("{\"offsets\":[" + good + "," + odd + "]}").getBytes(UTF_8));
    }
    String text = new String(jq.getInputStream().readAllBytes(), UTF_8);
    return new Answer(jq.waitFor(), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"shardId\":\"shardId-000000000001\"} | {\"sequenceNumber\":\"1\"}",
        "{\"shardId\":\"shardId-000000000001\"} | {\"sequenceNumber\":\"TRIM_HORIZON\"}",
        "{\"shardId\":\"shardId-000000000001\"} | {\"sequenceNumber\":496710000000000000000001}",
        "{\"shardId\":\"shardId-000000000001\"} | null",
        "{\"shardId\":1} | {\"sequenceNumber\":\"496710000000000000000001\"}",
        "{\"shardId\":\"shardId-000000000001\",\"parent\":\"shardId-000000000000\"}"
            + " | {\"sequenceNumber\":\"496710000000000000000001\"}"
      })
  void shouldNotLeaveOutAShardWhoseOffsetHasAnotherForm(String partition, String offset)
      throws Exception {
    Answer answer = converted(partition, offset);

    assertThat(answer.exitCode()).as(answer.text()).isNotZero();
    assertThat(answer.text()).containsPattern("[02] texts can be the (shard|sequence number) in ");
  }

  @Test
  void shouldConvertOffsetsThatAreNested() throws Exception {
    Answer answer =
        converted(
            "{\"stream\":\"s\",\"shard\":{\"id\":\"shardId-000000000001\"}}",
            "{\"position\":{\"sequence\":\"496710000000000000000002\"}}");

    assertThat(answer.exitCode()).as(answer.text()).isZero();
    assertThat(answer.text())
        .contains("\"shard\":\"shardId-000000000000\"")
        .contains(
            "{\"partition\":{\"stream\":\"tweets\",\"shard\":\"shardId-000000000001\"},"
                + "\"offset\":{\"sequence_number\":\"496710000000000000000002\"}}");
  }

  @Test
  void shouldTellWhatBecomesOfEveryKeyOfConfluentsSource() {
    check(
        new KinesisSourceConnector(),
        Map.of(
            "name", "source",
            "connector.class", KinesisSourceConnector.class.getName(),
            "kafka.topic", "tweets.raw",
            "kinesis.stream", "tweets"),
        section("Keys of Confluent's Kinesis source"),
        24);
  }
}
