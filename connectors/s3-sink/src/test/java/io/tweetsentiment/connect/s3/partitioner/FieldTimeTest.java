package io.tweetsentiment.connect.s3.partitioner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.connect.avro.AvroData;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldTimeTest {
  private static final String TEN = "2024-03-31T10:00:00Z";

  private static Instant time(String unit, Object value, String type) {
    return Instant.ofEpochMilli(
        new FieldTime("at", NumberUnit.of(unit)).millis(new FieldValue(value, type)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2024-03-31|2024-03-31T00:00:00Z",
        "2024-03-31T10|2024-03-31T10:00:00Z",
        "2024-03-31T10:00|2024-03-31T10:00:00Z",
        "2024-03-31T10:00:00|2024-03-31T10:00:00Z",
        "2024-03-31 10:00:00|2024-03-31T10:00:00Z",
        "2024-03-31 10:00:00.5|2024-03-31T10:00:00.500Z",
        "2024-03-31T10:00:00+02|2024-03-31T08:00:00Z",
        "2024-03-31T10:00:00+0200|2024-03-31T08:00:00Z",
        "2024-03-31t10:00:00.123-05:30|2024-03-31T15:30:00.123Z",
        "2024-03-31T10:00:00.123456789Z|2024-03-31T10:00:00.123Z",
        "1711879200000|2024-03-31T10:00:00Z",
      })
  void shouldReadTexts(String text, String expected) {
    assertThat(time("", text, "")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "seconds,1711879200",
    "milliseconds,1711879200000",
    "microseconds,1711879200000000",
    "nanoseconds,1711879200000000000",
    "'',1711879200000"
  })
  void shouldReadPlainNumbersInTheConfiguredUnit(String unit, long number) {
    assertThat(time(unit, number, "")).isEqualTo(TEN);
    assertThat(time(unit, Long.toString(number), "")).isEqualTo(TEN);
  }

  @ParameterizedTest
  @CsvSource({
    "avro.logical.timestamp-micros,1711879200000000",
    "avro.logical.local-timestamp-micros,1711879200000000",
    "avro.logical.timestamp-nanos,1711879200000000000",
    "avro.logical.local-timestamp-millis,1711879200000",
    "io.debezium.time.Timestamp,1711879200000",
    "io.debezium.time.MicroTimestamp,1711879200000000",
    "io.debezium.time.NanoTimestamp,1711879200000000000"
  })
  void shouldReadLogicalTypesInTheirUnitWhateverIsConfigured(String type, long number) {
    assertThat(time("seconds", number, type)).isEqualTo(TEN);
    assertThat(time("", number, type)).isEqualTo(TEN);
  }

  @Test
  void shouldNameTheSettingOnlyWhenItCanHelp() {
    String remedy = "; set timestamp.field.unit if it is in another unit";
    for (Object number : new Object[] {1_711_879_200, "1711879200", Long.MAX_VALUE}) {
      assertThatThrownBy(() -> time("", number, "")).hasMessageEndingWith(remedy);
    }
    assertThatThrownBy(() -> time("", "yesterday", "")).hasMessageNotContaining(remedy);
    assertThatThrownBy(() -> time("seconds", Long.MAX_VALUE, "")).hasMessageNotContaining(remedy);
    assertThatThrownBy(() -> time("", Long.MAX_VALUE, "avro.logical.local-timestamp-millis"))
        .hasMessageContaining("1 to 9999")
        .hasMessageNotContaining(remedy);
  }

  @Test
  void shouldRoundTimesBeforeTheEpochDown() {
    assertThat(time("microseconds", -1L, "")).isEqualTo("1969-12-31T23:59:59.999Z");
    assertThat(time("", 19813, "io.debezium.time.Date")).isEqualTo("2024-03-31T00:00:00Z");
  }

  @Test
  void shouldReadMicrosecondsOfAnAvroRecord() throws IOException {
    Schema avro;
    try (InputStream in = FieldTimeTest.class.getResourceAsStream("/cases/time-micros.avsc")) {
      avro = new Schema.Parser().parse(in);
    }
    GenericData.Record record = new GenericData.Record(avro);
    record.put("id", "m");
    record.put("at", 1_711_879_200_000_000L);
    AvroData data = new AvroData(10);
    SinkRecord sink =
        new SinkRecord(
            "t", 0, null, null, data.connectSchema(avro), data.connectValue(avro, record), 0);

    assertThat(TimestampExtractor.field("at", NumberUnit.of("")).extract(sink))
        .isEqualTo(Instant.parse(TEN).toEpochMilli());
  }

  @Test
  @SuppressWarnings("JavaUtilDate") // Connect uses this type for times of day
  void shouldNeverGuess1970OrAFarYear() {
    for (Object value :
        new Object[] {
          0,
          1_711_879_200,
          1_711_879_200L,
          "1711879200",
          -1L,
          1_711_879_200_000_000L,
          Long.MAX_VALUE,
          "99999999999999999999",
          "2024-02-30",
          "yesterday",
          "2024",
          1.5,
          true
        }) {
      assertThatThrownBy(() -> time("", value, ""))
          .as(value.toString())
          .isInstanceOf(DataException.class)
          .hasMessageContaining("Field at");
    }
    for (String unit : new String[] {"seconds", "milliseconds"}) {
      assertThatThrownBy(() -> time(unit, Long.MAX_VALUE, "")).isInstanceOf(DataException.class);
      assertThatThrownBy(() -> time(unit, Long.MIN_VALUE, "")).isInstanceOf(DataException.class);
    }
    assertThatThrownBy(
            () -> time("", new java.util.Date(0), org.apache.kafka.connect.data.Time.LOGICAL_NAME))
        .hasMessageContaining("time of day");
  }
}
