package io.tweetsentiment.connect.s3.format;

import java.util.Objects;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaProjector;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.SchemaProjectorException;
import org.apache.kafka.connect.sink.SinkRecord;

/** What a record of another schema than its file's does. */
public enum SchemaCompatibility {
  /** It closes the files. */
  NONE {
    @Override
    public boolean rotates(Schema file, Schema record) {
      return !Objects.equals(file, record);
    }
  },
  /**
   * An older record, all of whose fields the file has, is written with the file's schema and takes
   * its defaults; any other closes the files.
   */
  BACKWARD {
    @Override
    public boolean rotates(Schema file, Schema record) {
      return !Objects.equals(file, record) && !fits(file, record);
    }
  };

  public abstract boolean rotates(Schema file, Schema record);

  /** The record as the file takes it. */
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
