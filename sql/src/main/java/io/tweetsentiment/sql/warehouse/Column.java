package io.tweetsentiment.sql.warehouse;

import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** A column of a staging table. */
public record Column(String name, Type type, boolean nullable) {

  public enum Type {
    STRING,
    BOOLEAN,
    INT,
    LONG,
    DOUBLE,
    TIMESTAMP_MILLIS,
    /** Not used by the project's own schemas; other writers of Parquet use it for instants. */
    TIMESTAMP_MICROS
  }

  /**
   * The column for a field.
   *
   * @throws IllegalArgumentException when the field is nested or of a type without a column type
   */
  public static Column of(Schema.Field field) {
    Schema schema = field.schema();
    boolean nullable = schema.isNullable();
    if (schema.isUnion()) {
      List<Schema> branches =
          schema.getTypes().stream().filter(s -> s.getType() != Schema.Type.NULL).toList();
      if (branches.size() != 1) {
        throw new IllegalArgumentException("column " + field.name() + " is a union of types");
      }
      schema = branches.get(0);
    }
    return new Column(field.name(), type(field.name(), schema), nullable);
  }

  private static Type type(String name, Schema schema) {
    if (schema.getLogicalType() instanceof LogicalTypes.TimestampMillis) {
      return Type.TIMESTAMP_MILLIS;
    }
    if (schema.getLogicalType() instanceof LogicalTypes.TimestampMicros) {
      return Type.TIMESTAMP_MICROS;
    }
    return switch (schema.getType()) {
      case STRING -> Type.STRING;
      case BOOLEAN -> Type.BOOLEAN;
      case INT -> Type.INT;
      case LONG -> Type.LONG;
      case DOUBLE -> Type.DOUBLE;
      default ->
          throw new IllegalArgumentException(
              "column " + name + " is of type " + schema.getType() + ", which no table uses");
    };
  }

  /** Whether the values of a file's column can be stored in this column. */
  public boolean accepts(Column ofFile) {
    return type == ofFile.type
        || (type == Type.TIMESTAMP_MILLIS && ofFile.type == Type.TIMESTAMP_MICROS);
  }
}
