package io.tweetsentiment.connect.s3.partitioner;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Partitions by the values of fields: {@code <field>=<value>}, one folder per field.
 *
 * @param fields field names; a dot leads to a field of a struct or map
 */
public record FieldPartitioner(List<String> fields, String directoryDelim) implements Partitioner {
  @Override
  public String path(SinkRecord record) {
    return fields.stream()
        .map(field -> field + "=" + text(field, FieldValue.of(record.value(), field)))
        .collect(Collectors.joining(directoryDelim));
  }

  private String text(String field, Object value) {
    if (value instanceof String
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof java.util.Date) {
      String text =
          value instanceof java.util.Date date ? date.toInstant().toString() : value.toString();
      if (!text.isEmpty() && !text.contains(directoryDelim)) {
        return text;
      }
    }
    throw new DataException(
        "Field " + field + " has the value '" + value + "', which cannot be a folder name");
  }
}
