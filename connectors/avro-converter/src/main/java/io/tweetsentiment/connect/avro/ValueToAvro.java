package io.tweetsentiment.connect.avro;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;

/**
 * Converts a Connect value to an Avro value, given its Connect schema and the Avro schema that was
 * derived from it.
 */
final class ValueToAvro {
  private ValueToAvro() {}

  static Object convert(Schema connect, org.apache.avro.Schema avro, Object value) {
    if (value == null) {
      if (!connect.isOptional()) {
        throw new DataException("The value is null, but the schema requires " + connect.type());
      }
      return null;
    }
    org.apache.avro.Schema type = nonNull(avro);
    try {
      return switch (connect.type()) {
        case STRUCT ->
            AvroNames.UNION.equals(connect.name())
                ? union((Struct) value, type)
                : record((Struct) value, type);
        case ARRAY -> array(connect, type, (Collection<?>) value);
        case MAP ->
            type.getType() == org.apache.avro.Schema.Type.ARRAY
                ? entries(connect, type, (Map<?, ?>) value)
                : map(connect, type, (Map<?, ?>) value);
        case BYTES -> bytes(connect, type, value);
        case INT8, INT16 -> ((Number) value).intValue();
        case INT32 -> integer(connect, value);
        case INT64 ->
            Timestamp.LOGICAL_NAME.equals(connect.name())
                ? (Object) Timestamp.fromLogical(connect, (java.util.Date) value)
                : (Long) value;
        case FLOAT32 -> (Float) value;
        case FLOAT64 -> (Double) value;
        case BOOLEAN -> (Boolean) value;
        case STRING ->
            type.getType() == org.apache.avro.Schema.Type.ENUM
                ? symbol(type, (String) value)
                : (String) value;
      };
    } catch (ClassCastException | AvroRuntimeException e) {
      throw new DataException(
          "A " + value.getClass().getName() + " is not a valid value of type " + connect.type(), e);
    }
  }

  private static org.apache.avro.Schema nonNull(org.apache.avro.Schema avro) {
    if (avro.getType() != org.apache.avro.Schema.Type.UNION) {
      return avro;
    }
    List<org.apache.avro.Schema> branches = AvroNames.branches(avro);
    return branches.size() == 1 ? branches.get(0) : avro;
  }

  private static GenericData.Record record(Struct struct, org.apache.avro.Schema avro) {
    GenericData.Record record = new GenericData.Record(avro);
    for (Field field : struct.schema().fields()) {
      org.apache.avro.Schema.Field target = avro.getField(field.name());
      if (target == null) {
        throw new DataException(
            "Field " + field.name() + " is not in the schema " + avro.getFullName());
      }
      // A null of the sender stays null, even if the schema has a default.
      Object value = struct.getWithoutDefault(field.name());
      if (value == null && !field.schema().isOptional()) {
        value = field.schema().defaultValue();
      }
      try {
        record.put(target.pos(), convert(field.schema(), target.schema(), value));
      } catch (DataException e) {
        throw new DataException("Field " + field.name() + ": " + e.getMessage(), e);
      }
    }
    return record;
  }

  private static Object union(Struct struct, org.apache.avro.Schema avro) {
    List<org.apache.avro.Schema> branches =
        avro.getType() == org.apache.avro.Schema.Type.UNION
            ? AvroNames.branches(avro)
            : List.of(avro);
    for (Field field : struct.schema().fields()) {
      Object value = struct.getWithoutDefault(field.name());
      if (value != null) {
        return convert(field.schema(), branches.get(field.index()), value);
      }
    }
    throw new DataException("No field of the union is set");
  }

  private static List<Object> array(
      Schema connect, org.apache.avro.Schema avro, Collection<?> values) {
    List<Object> list = new ArrayList<>(values.size());
    for (Object value : values) {
      list.add(convert(connect.valueSchema(), avro.getElementType(), value));
    }
    return list;
  }

  private static List<Object> entries(
      Schema connect, org.apache.avro.Schema avro, Map<?, ?> values) {
    org.apache.avro.Schema entry = avro.getElementType();
    if (!AvroNames.MAP.equals(avro.getProp(AvroNames.TYPE))) {
      throw new DataException("A map is not a valid value of an array of " + entry.getType());
    }
    org.apache.avro.Schema key = entry.getField(AvroNames.KEY).schema();
    org.apache.avro.Schema value = entry.getField(AvroNames.VALUE).schema();
    List<Object> list = new ArrayList<>(values.size());
    values.forEach(
        (k, v) -> {
          GenericData.Record record = new GenericData.Record(entry);
          record.put(AvroNames.KEY, convert(connect.keySchema(), key, k));
          record.put(AvroNames.VALUE, convert(connect.valueSchema(), value, v));
          list.add(record);
        });
    return list;
  }

  private static GenericData.EnumSymbol symbol(org.apache.avro.Schema type, String value) {
    if (!type.hasEnumSymbol(value)) {
      throw new DataException("'" + value + "' is not a symbol of the enum " + type.getFullName());
    }
    return new GenericData.EnumSymbol(type, value);
  }

  private static Map<String, Object> map(
      Schema connect, org.apache.avro.Schema avro, Map<?, ?> values) {
    Map<String, Object> map = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          if (key == null) {
            throw new DataException("A key of the map is null");
          }
          map.put((String) key, convert(connect.valueSchema(), avro.getValueType(), value));
        });
    return map;
  }

  private static Object bytes(Schema connect, org.apache.avro.Schema avro, Object value) {
    if (Decimal.LOGICAL_NAME.equals(connect.name())) {
      BigDecimal decimal = (BigDecimal) value;
      byte[] unscaled = Decimal.fromLogical(connect, decimal);
      if (avro.getLogicalType() instanceof LogicalTypes.Decimal type
          && decimal.precision() > type.getPrecision()) {
        throw new DataException(
            "The decimal "
                + decimal
                + " has "
                + decimal.precision()
                + " digits, but at most "
                + type.getPrecision()
                + " can be stored");
      }
      return avro.getType() == org.apache.avro.Schema.Type.FIXED
          ? fixed(avro, signExtended(unscaled, avro.getFixedSize()))
          : ByteBuffer.wrap(unscaled);
    }
    ByteBuffer buffer =
        value instanceof byte[] array
            ? ByteBuffer.wrap(array)
            : ((ByteBuffer) value).asReadOnlyBuffer();
    if (avro.getType() != org.apache.avro.Schema.Type.FIXED) {
      return buffer;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return fixed(avro, bytes);
  }

  private static GenericData.Fixed fixed(org.apache.avro.Schema avro, byte[] bytes) {
    if (bytes.length != avro.getFixedSize()) {
      throw new DataException(
          avro.getFullName() + " requires " + avro.getFixedSize() + " bytes, not " + bytes.length);
    }
    return new GenericData.Fixed(avro, bytes);
  }

  private static byte[] signExtended(byte[] unscaled, int size) {
    if (unscaled.length >= size) {
      return unscaled;
    }
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) (unscaled[0] < 0 ? -1 : 0));
    System.arraycopy(unscaled, 0, bytes, size - unscaled.length, unscaled.length);
    return bytes;
  }

  private static Object integer(Schema connect, Object value) {
    if (Date.LOGICAL_NAME.equals(connect.name())) {
      return Date.fromLogical(connect, (java.util.Date) value);
    }
    return Time.LOGICAL_NAME.equals(connect.name())
        ? (Object) Time.fromLogical(connect, (java.util.Date) value)
        : (Integer) value;
  }
}
