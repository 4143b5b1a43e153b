package io.tweetsentiment.connect.s3;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** Random Avro schemas and values, as other people's producers create them. */
final class InventedAvro {
  private static final int DEEPEST = 3;
  private final Random random;
  private int names;

  InventedAvro(long seed) {
    random = new Random(seed);
  }

  Schema record() {
    return record(0);
  }

  private Schema record(int depth) {
    // Several records have one simple name, in different namespaces.
    Schema record = Schema.createRecord("R" + random.nextInt(3), null, "ns" + names++, false);
    List<Schema.Field> fields = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(5); i++) {
      Schema type = type(depth + 1);
      fields.add(
          random.nextInt(3) == 0
              ? withDefault("f" + i, type)
              : new Schema.Field("f" + i, type, null));
    }
    record.setFields(fields);
    return record;
  }

  /** Adds a default that is a random value, if JSON can state it. */
  private Schema.Field withDefault(String name, Schema type) {
    Schema first = type.getType() == Schema.Type.UNION ? type.getTypes().get(0) : type;
    Object json = json(first, value(first));
    return json == null
        ? new Schema.Field(name, type, null)
        : new Schema.Field(name, type, null, json);
  }

  private static Object json(Schema type, Object value) {
    return switch (type.getType()) {
      case NULL -> JsonProperties.NULL_VALUE;
      case BYTES -> latin1((ByteBuffer) value);
      case FIXED -> latin1(ByteBuffer.wrap(((GenericData.Fixed) value).bytes()));
      case ENUM -> value.toString();
      case INT, LONG, BOOLEAN, STRING -> value;
      case RECORD -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Schema.Field field : type.getFields()) {
          Schema of = field.schema();
          Object part = ((GenericData.Record) value).get(field.pos());
          if (of.getType() == Schema.Type.UNION) {
            // Before Avro 1.12, the default of a union belonged to its first type.
            of = of.getTypes().get(0);
            part = of.getType() == Schema.Type.NULL ? null : part;
            if (!GenericData.get().validate(of, part)) {
              yield null;
            }
          }
          Object json = json(of, part);
          if (json == null) {
            yield null;
          }
          fields.put(field.name(), json);
        }
        yield fields;
      }
      default -> null;
    };
  }

  private static String latin1(ByteBuffer bytes) {
    return java.nio.charset.StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
  }

  private Schema type(int depth) {
    if (random.nextInt(3) == 0) {
      return union(depth);
    }
    return single(depth);
  }

  private Schema union(int depth) {
    Map<String, Schema> branches = new LinkedHashMap<>();
    if (random.nextInt(4) > 0) {
      branches.put("null", Schema.create(Schema.Type.NULL));
    }
    for (int i = 0; i <= random.nextInt(4); i++) {
      Schema type = single(depth);
      branches.putIfAbsent(type.getFullName(), type);
    }
    List<Schema> types = new ArrayList<>(branches.values());
    java.util.Collections.shuffle(types, random);
    return types.size() == 1 && types.get(0).getType() == Schema.Type.NULL
        ? single(depth)
        : Schema.createUnion(types);
  }

  private Schema single(int depth) {
    return switch (random.nextInt(depth < DEEPEST ? 18 : 15)) {
      case 0 -> Schema.create(Schema.Type.BOOLEAN);
      case 1 -> Schema.create(Schema.Type.INT);
      case 2 -> Schema.create(Schema.Type.LONG);
      case 3 -> Schema.create(Schema.Type.FLOAT);
      case 4 -> Schema.create(Schema.Type.DOUBLE);
      case 5 -> Schema.create(Schema.Type.STRING);
      case 6 -> Schema.create(Schema.Type.BYTES);
      case 7 ->
          Schema.createEnum("E" + random.nextInt(2), null, "ns" + names++, List.of("UP", "DOWN"));
      case 8 -> Schema.createFixed("F" + random.nextInt(2), null, "ns" + names++, 4);
      case 9 ->
          LogicalTypes.decimal(9, random.nextInt(4)).addToSchema(Schema.create(Schema.Type.BYTES));
      case 10 ->
          LogicalTypes.decimal(9, 2)
              .addToSchema(Schema.createFixed("D" + random.nextInt(2), null, "ns" + names++, 5));
      case 11 -> LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
      case 12 -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
      case 13 -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
      case 14 -> LogicalTypes.timeMillis().addToSchema(Schema.create(Schema.Type.INT));
      case 15 -> Schema.createArray(type(depth + 1));
      case 16 -> Schema.createMap(type(depth + 1));
      default -> record(depth);
    };
  }

  /** Creates a value of Avro's generic model. */
  Object value(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> null;
      case BOOLEAN -> random.nextBoolean();
      case INT ->
          schema.getLogicalType() == null ? random.nextInt() : random.nextInt(86_400_000) / 4;
      case LONG -> schema.getLogicalType() == null ? random.nextLong() : random.nextLong() >> 20;
      case FLOAT -> random.nextInt(9) == 0 ? Float.NaN : random.nextFloat();
      case DOUBLE -> random.nextInt(9) == 0 ? Double.NEGATIVE_INFINITY : random.nextGaussian();
      case STRING -> List.of("", "null", "grüße 🐦\n", "UP").get(random.nextInt(4));
      case ENUM -> new GenericData.EnumSymbol(schema, random.nextBoolean() ? "UP" : "DOWN");
      case BYTES -> schema.getLogicalType() == null ? bytes() : ByteBuffer.wrap(unscaled());
      case FIXED -> new GenericData.Fixed(schema, fixed(schema));
      case ARRAY -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
          list.add(value(schema.getElementType()));
        }
        yield list;
      }
      case MAP -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
          map.put("k" + i, value(schema.getValueType()));
        }
        yield map;
      }
      case RECORD -> {
        GenericData.Record record = new GenericData.Record(schema);
        schema.getFields().forEach(field -> record.put(field.pos(), value(field.schema())));
        yield record;
      }
      case UNION -> value(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
    };
  }

  private ByteBuffer bytes() {
    byte[] bytes = new byte[random.nextInt(6)];
    random.nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }

  private byte[] unscaled() {
    return BigInteger.valueOf(random.nextInt(999_999_999) - 500_000_000L).toByteArray();
  }

  private byte[] fixed(Schema schema) {
    byte[] bytes = new byte[schema.getFixedSize()];
    if (schema.getLogicalType() == null) {
      random.nextBytes(bytes);
      return bytes;
    }
    byte[] unscaled = unscaled();
    java.util.Arrays.fill(bytes, (byte) (unscaled[0] < 0 ? -1 : 0));
    System.arraycopy(unscaled, 0, bytes, bytes.length - unscaled.length, unscaled.length);
    return bytes;
  }

  /** Returns a value without its schemas, for comparison. */
  static Object plain(Object value) {
    if (value instanceof org.apache.avro.generic.IndexedRecord record) {
      List<Object> fields = new ArrayList<>();
      record.getSchema().getFields().forEach(field -> fields.add(plain(record.get(field.pos()))));
      return fields;
    }
    if (value instanceof java.util.Collection<?> list) {
      return list.stream()
          .map(InventedAvro::plain)
          .collect(ArrayList::new, List::add, List::addAll);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> entries = new LinkedHashMap<>();
      map.forEach((key, item) -> entries.put(key.toString(), plain(item)));
      return entries;
    }
    if (value instanceof GenericData.Fixed fixed) {
      return ByteBuffer.wrap(fixed.bytes());
    }
    return value instanceof CharSequence || value instanceof GenericData.EnumSymbol
        ? value.toString()
        : value;
  }
}
