package io.tweetsentiment.connect.s3.partitioner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.connect.s3.Rows;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class PartitionerTest {
  private static final long NEW_YEAR = Instant.parse("2021-01-01T00:30:00Z").toEpochMilli();

  private static String format(String joda, long time, ZoneId zone) {
    return PathFormat.formatter(joda, Locale.US).format(Instant.ofEpochMilli(time).atZone(zone));
  }

  @Test
  void shouldReadJodaLetters() {
    assertThat(format("'dt'=YYYY-MM-dd/'hour'=HH", NEW_YEAR, ZoneOffset.UTC))
        .isEqualTo("dt=2021-01-01/hour=00");
    assertThat(format("yy-DDD-EEE-MMM", NEW_YEAR, ZoneOffset.UTC)).isEqualTo("21-001-Fri-Jan");
    assertThat(format("YYYY Z ZZ ZZZ", NEW_YEAR, ZoneId.of("Europe/Berlin")))
        .isEqualTo("2021 +0100 +01:00 Europe/Berlin");
    assertThat(format("'it''s'{YYYY}", NEW_YEAR, ZoneOffset.UTC)).isEqualTo("it's{2021}");
  }

  @Test
  void shouldRefuseLettersWithoutMeaning() {
    assertThatThrownBy(() -> format("QQ", NEW_YEAR, ZoneOffset.UTC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Q");
    assertThatThrownBy(() -> format("'dt=YYYY", NEW_YEAR, ZoneOffset.UTC))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldCutTimesToThePartitionInLocalTime() {
    TimeBasedPartitioner quarters =
        new TimeBasedPartitioner(
            TimestampExtractor.field("t", NumberUnit.of("")),
            21_600_000,
            PathFormat.formatter("dd-HH", Locale.US),
            ZoneId.of("America/New_York"));

    assertThat(quarters.path(value(Map.of("t", NEW_YEAR)))).isEqualTo("31-18");
    assertThat(quarters.timestamp(value(Map.of("t", NEW_YEAR)))).hasValue(NEW_YEAR);
  }

  @Test
  void shouldTakeTimesOfEveryKind() {
    TimestampExtractor extractor = TimestampExtractor.field("a.t", NumberUnit.of(""));

    for (Object time :
        Arrays.asList(
            NEW_YEAR,
            java.util.Date.from(Instant.ofEpochMilli(NEW_YEAR)),
            "2021-01-01T00:30:00Z",
            "2021-01-01T01:30:00+01:00")) {
      assertThat(extractor.extract(value(Map.of("a", Map.of("t", time))))).isEqualTo(NEW_YEAR);
    }
  }

  @Test
  void shouldTakeTheKafkaTimestampWhenTheFieldIsNull() {
    SinkRecord deletion = Rows.record(0, 0, 0);
    ((org.apache.kafka.connect.data.Struct) deletion.value()).put("created_at", null);

    assertThat(TimestampExtractor.field("created_at", NumberUnit.of("")).extract(deletion))
        .isEqualTo(Rows.DAY.toEpochMilli());
  }

  @Test
  void shouldRefuseWhatIsNoTime() {
    TimestampExtractor extractor = TimestampExtractor.field("t", NumberUnit.of(""));

    for (Object time : List.of("yesterday", true, 1.5)) {
      assertThatThrownBy(() -> extractor.extract(value(Map.of("t", time))))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("t");
    }
    assertThatThrownBy(() -> extractor.extract(value(Map.of("u", 1L))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no field t");
    assertThatThrownBy(() -> extractor.extract(value("text"))).isInstanceOf(DataException.class);
  }

  @Test
  void shouldNameFoldersByFields() {
    FieldPartitioner partitioner =
        new FieldPartitioner(List.of("lang", "n"), "/", UnsafeValues.FAIL);

    assertThat(partitioner.path(value(Map.of("lang", "en", "n", 3)))).isEqualTo("lang=en/n=3");
    assertThatThrownBy(() -> partitioner.path(value(Map.of("lang", "a/b", "n", 3))))
        .isInstanceOf(DataException.class);
    FieldPartitioner escaping =
        new FieldPartitioner(List.of("lang", "n"), "/", UnsafeValues.ESCAPE);
    assertThat(escaping.path(value(Map.of("lang", "a/b\n%", "n", ".."))))
        .isEqualTo("lang=a%2Fb%0A%25/n=%2E%2E");
    assertThat(escaping.path(value(Map.of("lang", "", "n", 1))))
        .isEqualTo("lang=__HIVE_DEFAULT_PARTITION__/n=1");
    FieldPartitioner keeping = new FieldPartitioner(List.of("lang", "n"), "/", UnsafeValues.KEEP);
    Map<String, Object> nothing = new HashMap<>();
    nothing.put("lang", null);
    nothing.put("n", "a/b");
    assertThat(keeping.path(value(nothing))).isEqualTo("lang=null/n=a/b");
    assertThat(keeping.path(value(Map.of("lang", "", "n", 1)))).isEqualTo("lang=/n=1");
    assertThatThrownBy(() -> keeping.path(value(Map.of("lang", List.of("en"), "n", 1))))
        .isInstanceOf(DataException.class);
    assertThat(new DefaultPartitioner().path(Rows.record(7, 0, 0))).isEqualTo("partition=7");
  }

  private static SinkRecord value(Object value) {
    return Rows.record(0, 0, (Schema) null, value);
  }
}
