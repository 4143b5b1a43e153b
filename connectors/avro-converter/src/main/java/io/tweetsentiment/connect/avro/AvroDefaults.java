package io.tweetsentiment.connect.avro;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;

/**
 * Converts default values to the form that Avro's schema API accepts: JSON-like, with records as
 * maps.
 */
final class AvroDefaults {
  private AvroDefaults() {}

  static Object json(Schema type, Object value) {
    if (value == null) {
      return JsonProperties.NULL_VALUE;
    }
    Schema plain = plain(type, value);
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
      return characters(bytes);
    }
    if (value instanceof GenericEnumSymbol<?> symbol) {
      return symbol.toString();
    }
    return value instanceof GenericFixed fixed ? characters(fixed.bytes()) : value;
  }

  /** Whether JSON can represent a default value; it has neither NaN nor infinity. */
  static boolean representable(Object json) {
    if (json instanceof Collection<?> list) {
      return list.stream().allMatch(AvroDefaults::representable);
    }
    if (json instanceof Map<?, ?> map) {
      return representable(map.values());
    }
    boolean fraction = json instanceof Double || json instanceof Float;
    return !fraction || Double.isFinite(((Number) json).doubleValue());
  }

  /** Avro represents each byte of a default as the character with the same code. */
  private static String characters(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Returns the type of a value that is not null. */
  private static Schema plain(Schema type, Object value) {
    return type.getType() == Schema.Type.UNION
        ? type.getTypes().get(GenericData.get().resolveUnion(type, value))
        : type;
  }
}
