package io.tweetsentiment.connect.s3.partitioner;

import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** Reads a field of a value by its name; a dot leads to a field of a struct or map. */
final class FieldValue {
  private FieldValue() {}

  /** Returns the value, or null if the field or a parent of it is null. */
  static Object of(Object value, String name) {
    Object at = value;
    for (String part : name.split("\\.", -1)) {
      if (at == null) {
        return null;
      } else if (at instanceof Struct struct) {
        Field field = struct.schema().field(part);
        if (field == null) {
          throw new DataException("Value has no field " + name);
        }
        at = struct.get(field);
      } else if (at instanceof Map<?, ?> map) {
        if (!map.containsKey(part)) {
          throw new DataException("Value has no field " + name);
        }
        at = map.get(part);
      } else {
        throw new DataException("Value has no field " + name);
      }
    }
    return at;
  }
}
