package io.tweetsentiment.connect.s3.partitioner;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Partitions by the values of fields: {@code <field>=<value>}, one folder per field.
 *
 * @param fields field names; a dot leads to a field of a struct or map
 * @param unsafe what happens to a value that cannot be a folder name
 */
public record FieldPartitioner(List<String> fields, String directoryDelim, UnsafeValues unsafe)
    implements Partitioner {

  @Override
  public String path(SinkRecord record) {
    return fields.stream()
        .map(field -> field + "=" + text(field, FieldValue.of(record, field).value()))
        .collect(Collectors.joining(directoryDelim));
  }

  private String text(String field, Object value) {
    if (value == null
        || value instanceof String
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof java.util.Date) {
      String text =
          value instanceof java.util.Date date
              ? date.toInstant().toString()
              : value == null ? "" : value.toString();
      if (unsafe == UnsafeValues.KEEP) {
        return value == null ? "null" : text;
      }
      if (unsafe == UnsafeValues.ESCAPE) {
        return UnsafeValues.escape(text, directoryDelim);
      }
      if (value != null && UnsafeValues.isSafe(text, directoryDelim)) {
        return text;
      }
    }
    throw new DataException(
        "Field " + field + " has the value '" + shown(value) + "', which cannot be a folder name");
  }

  private static String shown(Object value) {
    String text = String.valueOf(value);
    return text.length() <= 100 ? text : text.substring(0, 100) + "...";
  }
}
