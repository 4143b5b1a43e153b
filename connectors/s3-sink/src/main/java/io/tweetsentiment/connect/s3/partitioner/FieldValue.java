package io.tweetsentiment.connect.s3.partitioner;

import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A field of a value; a dot in its name leads to a field of a struct or map.
 *
 * @param value the value, or null if the field or a parent of it is null
 * @param type the name of the field's schema, which is that of its logical type; empty if it has
 *     none
 */
record FieldValue(Object value, String type) {

  static FieldValue of(SinkRecord record, String name) {
    Object at = record.value();
    Schema schema = record.valueSchema();
    for (String part : name.split("\\.", -1)) {
      if (at == null) {
        return new FieldValue(null, "");
      } else if (at instanceof Struct struct) {
        Field field = struct.schema().field(part);
        if (field == null) {
          throw new DataException("Value has no field " + name);
        }
        at = struct.get(field);
        schema = field.schema();
      } else if (at instanceof Map<?, ?> map) {
        if (!map.containsKey(part)) {
          throw new DataException("Value has no field " + name);
        }
        at = map.get(part);
        schema = schema == null ? null : schema.valueSchema();
      } else {
        throw new DataException("Value has no field " + name);
      }
    }
    return new FieldValue(at, schema == null || schema.name() == null ? "" : schema.name());
  }
}
