package io.tweetsentiment.emr;

import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Converts between rows of Spark and the flat records of the data contract. Fields are matched by
 * name, and times are {@link Instant} on both sides.
 */
final class AvroRows {

  private AvroRows() {}

  /** The columns of a flat record schema. */
  static StructType columns(Schema schema) {
    return new StructType(
        schema.getFields().stream()
            .map(
                field ->
                    DataTypes.createStructField(
                        field.name(), type(field.schema()), field.schema().isNullable()))
            .toArray(StructField[]::new));
  }

  /**
   * Fills a record from a row. A field that is null because its object was written before the field
   * existed gets the default of the field.
   *
   * @param record an empty record
   * @return the same record
   */
  static <T extends SpecificRecordBase> T fill(T record, Row row) {
    for (Schema.Field field : record.getSchema().getFields()) {
      Object value = row.getAs(field.name());
      if (value == null && !field.schema().isNullable() && field.hasDefaultValue()) {
        value = SpecificData.get().getDefaultValue(field);
      }
      record.put(field.pos(), value instanceof java.sql.Timestamp t ? t.toInstant() : value);
    }
    return record;
  }

  /** The values of a record, in the order of its schema, ready for {@code RowFactory}. */
  static Object[] values(SpecificRecordBase record) {
    List<Schema.Field> fields = record.getSchema().getFields();
    Object[] values = new Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = record.get(i);
    }
    return values;
  }

  private static DataType type(Schema schema) {
    if (schema.isUnion()) {
      return schema.getTypes().stream()
          .filter(member -> member.getType() != Schema.Type.NULL)
          .findFirst()
          .map(AvroRows::type)
          .orElseThrow(() -> new IllegalArgumentException("a union without a type: " + schema));
    }
    if (schema.getLogicalType() != null) {
      return DataTypes.TimestampType;
    }
    return switch (schema.getType()) {
      case STRING -> DataTypes.StringType;
      case BOOLEAN -> DataTypes.BooleanType;
      case INT -> DataTypes.IntegerType;
      case LONG -> DataTypes.LongType;
      case DOUBLE -> DataTypes.DoubleType;
      default -> throw new IllegalArgumentException("no column for " + schema);
    };
  }
}
