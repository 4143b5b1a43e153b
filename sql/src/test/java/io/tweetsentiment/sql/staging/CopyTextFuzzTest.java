package io.tweetsentiment.sql.staging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.sql.warehouse.Column;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.apache.avro.util.Utf8;

/** PostgreSQL reads back every value as it was written. */
class CopyTextFuzzTest {

  private static final String REPLACEMENT = "\uFFFD";
  private static final long FIRST_MILLI = -62_135_596_800_000L;
  private static final long LAST_MILLI = 253_402_300_799_999L;

  @Provide
  Arbitrary<List<List<String>>> rows() {
    // Characters with a meaning in COPY, and all others, including half surrogates.
    Arbitrary<Character> characters =
        Arbitraries.oneOf(
            Arbitraries.of('\\', '\t', '\n', '\r', '\b', '\f', '\u000b', '\0', 'N', '.', 'x', '7'),
            Arbitraries.chars().all());
    Arbitrary<String> values =
        characters.list().ofMaxSize(12).map(CopyTextFuzzTest::joined).injectNull(0.1);
    return values.list().ofSize(3).list().ofMaxSize(4);
  }

  @Property
  void shouldComeBackWhenPostgresReadsIt(@ForAll("rows") List<List<String>> rows) {
    CopyText text = new CopyText();
    for (List<String> row : rows) {
      row.forEach(value -> text.value(Column.Type.STRING, value));
      text.endRow();
    }

    assertThat(asPostgresReads(text.bytes()))
        .isEqualTo(rows.stream().map(CopyTextFuzzTest::storable).toList());
  }

  @Property
  void shouldBeUtf8WhenTheBytesOfAFileAreNot(@ForAll byte[] bytes) {
    CopyText text = new CopyText();
    text.value(Column.Type.STRING, new Utf8(bytes));
    text.endRow();

    String expected = new String(bytes, UTF_8).replace("\0", REPLACEMENT);
    assertThat(asPostgresReads(text.bytes())).isEqualTo(List.of(List.of(expected)));
  }

  @Property
  void shouldTakeOnlyTheLengthOfAUtf8(@ForAll String kept, @ForAll String old) {
    Utf8 reused = new Utf8(kept + old);
    reused.setByteLength(kept.getBytes(UTF_8).length);
    CopyText text = new CopyText();
    text.value(Column.Type.STRING, reused);
    text.endRow();

    assertThat(asPostgresReads(text.bytes()).get(0).get(0))
        .isEqualTo(
            new String(reused.getBytes(), 0, reused.getByteLength(), UTF_8)
                .replace("\0", REPLACEMENT));
  }

  @Property
  void shouldKeepATime(@ForAll @LongRange(min = FIRST_MILLI, max = LAST_MILLI) long millis) {
    for (boolean micros : List.of(false, true)) {
      CopyText text = new CopyText();
      text.value(
          micros ? Column.Type.TIMESTAMP_MICROS : Column.Type.TIMESTAMP_MILLIS,
          micros ? millis * 1_000 : millis);
      text.endRow();

      String written = asPostgresReads(text.bytes()).get(0).get(0);
      assertThat(written).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,6})?)?");
      assertThat(LocalDateTime.parse(written).toInstant(ZoneOffset.UTC).toEpochMilli())
          .isEqualTo(millis);
    }
  }

  @Property
  void shouldNotFailWhenATimeIsOutOfEveryRange(@ForAll long time) {
    CopyText text = new CopyText();
    text.value(Column.Type.TIMESTAMP_MILLIS, time);
    text.value(Column.Type.TIMESTAMP_MICROS, time);
    text.endRow();

    LocalDateTime micros = time(asPostgresReads(text.bytes()).get(0).get(1));
    assertThat(ChronoUnit.MICROS.between(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), micros))
        .isEqualTo(time);
  }

  /** The years of SQL: 1 BC is the year before year 1, and years have no sign. */
  private static LocalDateTime time(String written) {
    int year = Integer.parseInt(written.substring(0, written.indexOf('-')));
    boolean before = written.endsWith(" BC");
    String rest = written.substring(written.indexOf('-')).replace(" BC", "");
    return LocalDateTime.parse("2000" + rest).withYear(before ? 1 - year : year);
  }

  @Example
  void shouldReplaceHalfACharacter() {
    CopyText text = new CopyText();
    text.value(Column.Type.STRING, "a\ud83db");
    text.value(Column.Type.STRING, new Utf8(new byte[] {'a', (byte) 0xf0, (byte) 0x9f, 'b'}));
    text.endRow();

    assertThat(asPostgresReads(text.bytes()))
        .containsExactly(List.of("a" + REPLACEMENT + "b", "a" + REPLACEMENT + "b"));
  }

  private static String joined(List<Character> characters) {
    StringBuilder text = new StringBuilder();
    characters.forEach(text::append);
    return text.toString();
  }

  private static List<String> storable(List<String> row) {
    List<String> stored = new ArrayList<>();
    for (String value : row) {
      stored.add(value == null ? null : storable(value));
    }
    return stored;
  }

  private static String storable(String value) {
    StringBuilder text = new StringBuilder();
    value
        .codePoints()
        .forEach(
            c -> {
              boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
              text.appendCodePoint(c == 0 || half ? REPLACEMENT.charAt(0) : c);
            });
    return text.toString();
  }

  /** The rules of COPY's text format, as PostgreSQL's manual states them. */
  private static List<List<String>> asPostgresReads(byte[] bytes) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\\') {
        i++;
      } else if (bytes[i] == '\t' || bytes[i] == '\n') {
        row.add(value(bytes, start, i));
        start = i + 1;
        if (bytes[i] == '\n') {
          rows.add(row);
          row = new ArrayList<>();
        }
      } else {
        // COPY would read a bare carriage return as the end of a line.
        assertThat(bytes[i]).isNotIn((byte) '\r', (byte) 0);
      }
    }
    assertThat(start).isEqualTo(bytes.length);
    return rows;
  }

  private static String value(byte[] bytes, int start, int end) {
    if (end - start == 2 && bytes[start] == '\\' && bytes[start + 1] == 'N') {
      return null;
    }
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    int i = start;
    while (i < end) {
      byte first = bytes[i++];
      if (first != '\\') {
        plain.write(first);
        continue;
      }
      byte escaped = bytes[i++];
      plain.write(
          switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0b;
            default -> {
              assertThat((char) escaped).isNotIn('x', '.', '0', '1', '2', '3', '4', '5', '6', '7');
              yield escaped;
            }
          });
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(plain.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      throw new AssertionError("PostgreSQL refuses what is no UTF-8", e);
    }
  }
}
