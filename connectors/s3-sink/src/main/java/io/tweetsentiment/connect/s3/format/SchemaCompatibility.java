package io.tweetsentiment.connect.s3.format;

import java.util.Objects;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaProjector;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.SchemaProjectorException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What happens to a record whose schema differs from the schema of its file. The schemas themselves
 * are compared, and only those two, so the transitive forms of Confluent's sink mean the same.
 */
public enum SchemaCompatibility {
  /** The record closes the files. */
  NONE {
    @Override
    boolean fits(Schema file, Schema record) {
      return false;
    }
  },
  /**
   * A record whose fields are all in the file's schema is written with that schema and its
   * defaults; any other record closes the files. So a file has the newest schema of its records.
   */
  BACKWARD {
    @Override
    boolean fits(Schema file, Schema record) {
      return keepsAll(record, file) && complete(file, record);
    }
  },
  /**
   * A record that has values or defaults for all fields of the file's schema is written with that
   * schema, without its further fields; any other record closes the files. So a file has the oldest
   * schema of its records.
   */
  FORWARD {
    @Override
    boolean fits(Schema file, Schema record) {
      return complete(file, record);
    }
  },
  /** As {@link #BACKWARD}: no field of a record is lost. */
  FULL {
    @Override
    boolean fits(Schema file, Schema record) {
      return BACKWARD.fits(file, record);
    }
  };

  /** Whether a struct with the record's schema can be written with the file's schema. */
  abstract boolean fits(Schema file, Schema record);

  /** Whether the record's schema closes the files. */
  public boolean rotates(Schema file, Schema record) {
    return !Objects.equals(file, record) && !(structs(file, record) && fits(file, record));
  }

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

  private static boolean structs(Schema file, Schema record) {
    return file != null
        && record != null
        && file.type() == Schema.Type.STRUCT
        && record.type() == Schema.Type.STRUCT
        && Objects.equals(file.name(), record.name())
        // SchemaProjector refuses other parameters, and a null where there must be a struct.
        && Objects.equals(file.parameters(), record.parameters())
        && file.isOptional() == record.isOptional();
  }

  private static boolean keepsAll(Schema record, Schema file) {
    return record.fields().stream().allMatch(field -> file.field(field.name()) != null);
  }

  private static boolean complete(Schema file, Schema record) {
    for (Field field : file.fields()) {
      Field source = record.field(field.name());
      boolean filled =
          source == null
              ? field.schema().isOptional() || field.schema().defaultValue() != null
              : source.schema().equals(field.schema());
      if (!filled) {
        return false;
      }
    }
    return true;
  }
}
