package io.tweetsentiment.standalone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.connect.kinesis.KinesisSourceConnector;
import io.tweetsentiment.connect.s3.S3SinkConnector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.connect.connector.Connector;
import org.junit.jupiter.api.Test;

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
        73);
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
