package io.tweetsentiment.connect.s3.format;

import java.util.Objects;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaProjector;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.SchemaProjectorException;
import org.apache.kafka.connect.sink.SinkRecord;

/** What happens to a record whose schema differs from the schema of its file. */
public enum SchemaCompatibility {
  /** The record closes the files. */
  NONE {
    @Override
    public boolean rotates(Schema file, Schema record) {
      return !Objects.equals(file, record);
    }
  },
  /**
   * A record whose fields are all in the file's schema is written with that schema and its
   * defaults; any other record closes the files.
   */
  BACKWARD {
    @Override
    public boolean rotates(Schema file, Schema record) {
      return !Objects.equals(file, record) && !fits(file, record);
    }
  };

  /** Whether the record's schema closes the files. */
  public abstract boolean rotates(Schema file, Schema record);

  /** Converts a record to the schema of its file. */
  public SinkRecord project(SinkRecord record, Schema file) {
    if (Objects.equals(file, record.valueSchema())) {
      return record;
    }
    try {
      return record.newRecord(
          record.topic(),
          record.kafkaPartition(),
          record.keySchema(),
          record.key(),
          file,
          SchemaProjector.project(record.valueSchema(), record.value(), file),
          record.timestamp());
    } catch (SchemaProjectorException e) {
      throw new DataException("Value does not fit the schema of its file: " + e.getMessage(), e);
    }
  }

  private static boolean fits(Schema file, Schema record) {
    if (file == null
        || record == null
        || file.type() != Schema.Type.STRUCT
        || record.type() != Schema.Type.STRUCT
        || !Objects.equals(file.name(), record.name())) {
      return false;
    }
    for (Field field : record.fields()) {
      Field target = file.field(field.name());
      if (target == null || !target.schema().equals(field.schema())) {
        return false;
      }
    }
    return file.fields().stream()
        .allMatch(
            field ->
                record.field(field.name()) != null
                    || field.schema().isOptional()
                    || field.schema().defaultValue() != null);
  }
}
