package io.tweetsentiment.sql.staging;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.sql.warehouse.Column;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.apache.avro.util.Utf8;

/** Rows in the text format of PostgreSQL's {@code COPY ... FROM STDIN}. */
final class CopyText {

  private static final byte[] NULL = {'\\', 'N'};
  private static final byte[] REPLACEMENT = "\uFFFD".getBytes(UTF_8);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
  private boolean rowStarted;

  /** Appends the next value of the row; {@code null} is SQL's null. */
  void value(Column.Type type, Object value) {
    if (rowStarted) {
      out.write('\t');
    }
    rowStarted = true;
    if (value == null) {
      out.writeBytes(NULL);
      return;
    }
    switch (type) {
      case STRING -> text(value);
      case BOOLEAN -> out.write((Boolean) value ? 't' : 'f');
      case INT, LONG, DOUBLE -> out.writeBytes(value.toString().getBytes(US_ASCII));
      case TIMESTAMP_MILLIS -> timestamp(Instant.ofEpochMilli((Long) value));
      case TIMESTAMP_MICROS -> timestamp(ofMicros((Long) value));
    }
  }

  /** Appends a row. */
  void row(Column.Type[] types, Object[] values) {
    for (int i = 0; i < values.length; i++) {
      value(types[i], values[i]);
    }
    endRow();
  }

  void endRow() {
    out.write('\n');
    rowStarted = false;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  int size() {
    return out.size();
  }

  /** Takes the text so far and continues with an empty one. */
  byte[] take() {
    byte[] taken = out.toByteArray();
    out.reset();
    return taken;
  }

  private void timestamp(Instant instant) {
    LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    // SQL has neither a year 0 nor a sign before a year: 1 BC is the year before year 1.
    String text = time.toString();
    String sql =
        time.getYear() < 1
            ? String.format(
                Locale.ROOT, "%04d%s BC", 1 - time.getYear(), text.substring(text.indexOf('-', 1)))
            : text.replace("+", "");
    out.writeBytes(sql.getBytes(US_ASCII));
  }

  private static Instant ofMicros(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
  }

  /** Works on bytes, because multi-byte characters contain none of the bytes that are escaped. */
  private void text(Object value) {
    byte[] bytes;
    int length;
    if (value instanceof Utf8 utf8 && ascii(utf8)) {
      bytes = utf8.getBytes();
      length = utf8.getByteLength();
    } else {
      bytes = wellFormed(value);
      length = bytes.length;
    }
    int from = 0;
    for (int i = 0; i < length; i++) {
      int escaped = escape(bytes[i]);
      if (escaped != 0 || bytes[i] == 0) {
        out.write(bytes, from, i - from);
        from = i + 1;
        if (bytes[i] == 0) {
          // PostgreSQL cannot store U+0000; the data contract replaces it in the same way.
          out.writeBytes(REPLACEMENT);
        } else {
          out.write('\\');
          out.write(escaped);
        }
      }
    }
    out.write(bytes, from, length - from);
  }

  private static boolean ascii(Utf8 value) {
    byte[] bytes = value.getBytes();
    for (int i = 0; i < value.getByteLength(); i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** PostgreSQL rejects all rows of a COPY when one of them contains bytes that are not UTF-8. */
  private static byte[] wellFormed(Object value) {
    if (value instanceof Utf8 utf8) {
      return new String(utf8.getBytes(), 0, utf8.getByteLength(), UTF_8).getBytes(UTF_8);
    }
    return io.tweetsentiment.schemas.rules.Utf8.wellFormed(value.toString()).getBytes(UTF_8);
  }

  private static int escape(byte b) {
    return switch (b) {
      case '\\' -> '\\';
      case '\n' -> 'n';
      case '\r' -> 'r';
      case '\t' -> 't';
      default -> 0;
    };
  }
}
