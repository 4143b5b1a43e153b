package io.tweetsentiment.connect.avro;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;

/** A default in the form that Avro's schema builder takes: JSON-like, a record as a map. */
final class AvroDefaults {
  private AvroDefaults() {}

  static Object json(Schema type, Object value) {
    Schema plain = type.getType() == Schema.Type.UNION ? type.getTypes().get(0) : type;
    if (value instanceof IndexedRecord record) {
      Map<String, Object> fields = new LinkedHashMap<>();
      plain.getFields().forEach(f -> fields.put(f.name(), json(f.schema(), record.get(f.pos()))));
      return fields;
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(item -> json(plain.getElementType(), item)).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> entries = new LinkedHashMap<>();
      map.forEach((key, item) -> entries.put(key.toString(), json(plain.getValueType(), item)));
      return entries;
    }
    if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return bytes;
    }
    if (value instanceof GenericFixed fixed) {
      // Avro writes bytes in a default as the characters of the same code.
      return new String(fixed.bytes(), StandardCharsets.ISO_8859_1);
    }
    return value;
  }
}
