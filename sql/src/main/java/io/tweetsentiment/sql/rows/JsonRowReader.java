package io.tweetsentiment.sql.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.tweetsentiment.sql.bucket.Content;
import io.tweetsentiment.sql.warehouse.Column;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The rows of an object of JSON lines, as the sink's JSON format writes them: times are
 * milliseconds since the epoch, and members that are no column are skipped. A line that is not such
 * a row is rejected alone.
 */
final class JsonRowReader implements RowReader {

  /** Four texts of the widest column, each byte escaped, are shorter. */
  static final int LONGEST_LINE = 4 << 20;

  /** Of a line in memory: its bytes in a buffer that grows by doubling, and its texts. */
  private static final int COPIES = 4;

  private static final int BUFFER = 64 << 10;
  private static final JsonFactory JSON = new JsonFactory();

  private final InputStream in;
  private final Map<String, Integer> places = new HashMap<>();
  private final Column.Type[] types;
  private final List<Column> columns;
  private final Object[] values;
  private final Line line = new Line();
  private final long memory;
  private Optional<InvalidValue> problem = Optional.empty();

  private JsonRowReader(WarehouseTable table, InputStream in, long memory) {
    this.in = in;
    this.memory = memory;
    this.columns = table.columns();
    this.types = columns.stream().map(Column::type).toArray(Column.Type[]::new);
    this.values = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      places.put(columns.get(i).name(), i);
    }
  }

  static JsonRowReader open(WarehouseTable table, Content content, boolean isGzip, long memory)
      throws IOException {
    InputStream bytes = content.stream(0);
    return new JsonRowReader(
        table,
        new BufferedInputStream(isGzip ? new GZIPInputStream(bytes, BUFFER) : bytes, BUFFER),
        memory);
  }

  @Override
  public Column.Type[] types() {
    return types;
  }

  @Override
  public Object[] next() throws IOException {
    Arrays.fill(values, null);
    problem = Optional.empty();
    int length = readLine();
    if (length < 0) {
      return null;
    }
    if (length > LONGEST_LINE) {
      problem = invalid(null, null, "the line has more than " + LONGEST_LINE + " bytes");
    } else if ((long) length * COPIES > memory) {
      throw new MemoryExceededException((long) length * COPIES, memory);
    } else {
      parse();
    }
    return values;
  }

  /** Returns the length of the line, longer ones only counted; -1 at the end. */
  private int readLine() throws IOException {
    line.reset();
    int length = 0;
    int next = in.read();
    if (next < 0) {
      return -1;
    }
    for (; next >= 0 && next != '\n'; next = in.read()) {
      if (length < LONGEST_LINE && (length + 1L) * COPIES <= memory) {
        line.write(next);
      }
      length = length > LONGEST_LINE ? length : length + 1;
    }
    return length;
  }

  private void parse() throws IOException {
    try (JsonParser parser = JSON.createParser(line.bytes(), 0, line.size())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        problem = invalid(null, line.toString(java.nio.charset.StandardCharsets.UTF_8), NO_OBJECT);
        return;
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        Integer place = places.get(name);
        if (place == null) {
          parser.skipChildren();
        } else {
          read(parser, place);
        }
      }
      if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
        problem = problem.or(() -> invalid(null, null, NO_OBJECT));
      }
    } catch (JsonProcessingException e) {
      problem = invalid(null, null, "the line is not JSON: " + e.getOriginalMessage());
    }
  }

  private static final String NO_OBJECT = "the line is not one JSON object";

  /** Of members with the same name the last one counts, as for other readers of JSON. */
  private void read(JsonParser parser, int place) throws IOException {
    values[place] = null;
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    boolean isFine =
        switch (types[place]) {
          case STRING -> token == JsonToken.VALUE_STRING;
          case BOOLEAN -> token.isBoolean();
          case DOUBLE -> token.isNumeric();
          case INT, LONG, TIMESTAMP_MILLIS, TIMESTAMP_MICROS ->
              token == JsonToken.VALUE_NUMBER_INT
                  && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        };
    if (!isFine) {
      String column = columns.get(place).name();
      String value = token.isStructStart() ? token.asString() : parser.getText();
      problem =
          problem.or(() -> invalid(column, value, column + " is not of type " + types[place]));
      // The other members tell which row it is.
      parser.skipChildren();
      return;
    }
    values[place] =
        switch (types[place]) {
          case STRING -> parser.getText();
          case BOOLEAN -> parser.getBooleanValue();
          case DOUBLE -> parser.getDoubleValue();
          case INT, LONG, TIMESTAMP_MILLIS, TIMESTAMP_MICROS -> parser.getLongValue();
        };
  }

  private static Optional<InvalidValue> invalid(String column, String value, String reason) {
    return Optional.of(new InvalidValue(column, RowValidator.shortened(value), reason));
  }

  /** Gives its bytes without a copy. */
  private static final class Line extends ByteArrayOutputStream {
    private byte[] bytes() {
      return buf;
    }
  }

  @Override
  public Optional<InvalidValue> problem() {
    return problem;
  }

  @Override
  public boolean isCopyable() {
    return false;
  }

  @Override
  public void close() {
    // The content is closed by whoever opened it.
  }
}
