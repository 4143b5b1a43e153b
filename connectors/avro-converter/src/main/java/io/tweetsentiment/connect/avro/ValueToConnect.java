package io.tweetsentiment.connect.avro;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;

/**
 * Converts an Avro value to a Connect value, given its Avro schema and the Connect schema that was
 * derived from it.
 */
final class ValueToConnect {
  private ValueToConnect() {}

  static Object convert(org.apache.avro.Schema avro, Schema connect, Object value) {
    if (avro.getType() == org.apache.avro.Schema.Type.UNION) {
      return union(avro, connect, value);
    }
    if (value == null) {
      throw new DataException(
          "The value is null, but the Avro schema requires " + avro.getType().getName());
    }
    return switch (avro.getType()) {
      case RECORD -> struct(avro, connect, (IndexedRecord) value);
      case ARRAY ->
          connect.type() == Schema.Type.MAP
              ? entries(avro, connect, (Collection<?>) value)
              : array(avro, connect, (Collection<?>) value);
      case MAP -> map(avro, connect, (Map<?, ?>) value);
      case STRING, ENUM -> value.toString();
      case BYTES, FIXED -> bytes(connect, value);
      case INT -> integer(connect, ((Number) value).intValue());
      case LONG ->
          Timestamp.LOGICAL_NAME.equals(connect.name())
              ? Timestamp.toLogical(connect, ((Number) value).longValue())
              : (Object) ((Number) value).longValue();
      case FLOAT -> ((Number) value).floatValue();
      case DOUBLE -> ((Number) value).doubleValue();
      case BOOLEAN -> value;
      case UNION, NULL ->
          throw new DataException("Connect has no values of type " + avro.getType());
    };
  }

  private static Object union(org.apache.avro.Schema avro, Schema connect, Object value) {
    if (value == null) {
      return null;
    }
    List<org.apache.avro.Schema> branches = AvroNames.branches(avro);
    if (branches.size() == 1) {
      return convert(branches.get(0), connect, value);
    }
    org.apache.avro.Schema branch =
        avro.getTypes().get(GenericData.get().resolveUnion(avro, value));
    Field field = connect.field(AvroNames.branch(avro, branch));
    return new Struct(connect).put(field, convert(branch, field.schema(), value));
  }

  private static Struct struct(org.apache.avro.Schema avro, Schema connect, IndexedRecord value) {
    Struct struct = new Struct(connect);
    for (org.apache.avro.Schema.Field field : avro.getFields()) {
      Field target = connect.field(field.name());
      struct.put(target, convert(field.schema(), target.schema(), value.get(field.pos())));
    }
    return struct;
  }

  private static List<Object> array(
      org.apache.avro.Schema avro, Schema connect, Collection<?> values) {
    List<Object> list = new ArrayList<>(values.size());
    for (Object value : values) {
      list.add(convert(avro.getElementType(), connect.valueSchema(), value));
    }
    return list;
  }

  private static Map<Object, Object> entries(
      org.apache.avro.Schema avro, Schema connect, Collection<?> values) {
    org.apache.avro.Schema.Field key = avro.getElementType().getField(AvroNames.KEY);
    org.apache.avro.Schema.Field value = avro.getElementType().getField(AvroNames.VALUE);
    Map<Object, Object> map = new LinkedHashMap<>();
    for (Object entry : values) {
      IndexedRecord record = (IndexedRecord) entry;
      map.put(
          convert(key.schema(), connect.keySchema(), record.get(key.pos())),
          convert(value.schema(), connect.valueSchema(), record.get(value.pos())));
    }
    return map;
  }

  private static Map<String, Object> map(
      org.apache.avro.Schema avro, Schema connect, Map<?, ?> values) {
    Map<String, Object> map = new LinkedHashMap<>();
    values.forEach(
        (key, value) ->
            map.put(key.toString(), convert(avro.getValueType(), connect.valueSchema(), value)));
    return map;
  }

  private static Object bytes(Schema connect, Object value) {
    ByteBuffer buffer =
        value instanceof GenericFixed fixed
            ? ByteBuffer.wrap(fixed.bytes())
            : ((ByteBuffer) value).duplicate();
    if (!Decimal.LOGICAL_NAME.equals(connect.name())) {
      return buffer;
    }
    byte[] unscaled = new byte[buffer.remaining()];
    buffer.get(unscaled);
    if (unscaled.length == 0) {
      throw new DataException("A decimal has no bytes, but at least one is required");
    }
    return Decimal.toLogical(connect, unscaled);
  }

  private static Object integer(Schema connect, int value) {
    if (Date.LOGICAL_NAME.equals(connect.name())) {
      return Date.toLogical(connect, value);
    }
    if (Time.LOGICAL_NAME.equals(connect.name())) {
      return Time.toLogical(connect, value);
    }
    return switch (connect.type()) {
      case INT8 -> (byte) value;
      case INT16 -> (short) value;
      default -> value;
    };
  }
}
