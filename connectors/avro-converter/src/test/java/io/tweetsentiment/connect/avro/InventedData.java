package io.tweetsentiment.connect.avro;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** Random Connect schemas and values, as sources and transformations can create them. */
final class InventedData {

  private static final int DEEPEST = 4;
  private static final List<String> TEXTS =
      List.of("", "a", "null", "grüße 🐦\n", "\0", "\ud800", "true", "x".repeat(300));
  private static final List<String> STRUCT_NAMES = List.of("A", "b.C", "io.d.E");
  private static final List<String> ODD_NAMES = List.of("1a", "a-b", "a.b", "ü", " ");

  private final Random random;
  private final boolean odd;

  /**
   * Creates random data.
   *
   * @param odd whether to include what Avro does not allow
   */
  InventedData(long seed, boolean odd) {
    random = new Random(seed);
    this.odd = odd;
  }

  Schema struct() {
    return struct(0).build();
  }

  private SchemaBuilder struct(int depth) {
    SchemaBuilder struct = SchemaBuilder.struct();
    if (random.nextInt(3) > 0) {
      struct.name(
          STRUCT_NAMES.get(random.nextInt(3)) + (odd ? "" : Long.toHexString(random.nextLong())));
    } else if (odd && random.nextInt(4) == 0) {
      struct.name(ODD_NAMES.get(random.nextInt(ODD_NAMES.size())));
    }
    for (int i = random.nextInt(5); i >= 0; i--) {
      boolean oddName = odd && random.nextInt(40) == 0;
      String name = oddName ? ODD_NAMES.get(random.nextInt(ODD_NAMES.size())) : "f" + i;
      if (struct.field(name) == null) {
        struct.field(name, schema(depth + 1));
      }
    }
    return struct;
  }

  private Schema schema(int depth) {
    SchemaBuilder schema = builder(depth);
    if (random.nextInt(3) == 0) {
      schema.optional();
    }
    Schema built = schema.build();
    if (schema.type() != Schema.Type.STRUCT && random.nextInt(4) == 0) {
      Object value = value(built);
      return value == null ? built : copy(schema.defaultValue(value));
    }
    return built;
  }

  private static Schema copy(SchemaBuilder schema) {
    return schema.build();
  }

  private SchemaBuilder builder(int depth) {
    return switch (random.nextInt(depth < DEEPEST ? 17 : 14)) {
      case 0 -> SchemaBuilder.bool();
      case 1 -> SchemaBuilder.int8();
      case 2 -> SchemaBuilder.int16();
      case 3 -> SchemaBuilder.int32();
      case 4 -> SchemaBuilder.int64();
      case 5 -> SchemaBuilder.float32();
      case 6 -> SchemaBuilder.float64();
      case 7 -> SchemaBuilder.string();
      case 8 -> SchemaBuilder.bytes();
      case 9 -> Decimal.builder(random.nextInt(5));
      case 10 -> Timestamp.builder();
      case 11 -> Date.builder();
      case 12 -> Time.builder();
      case 13 -> SchemaBuilder.int64().name("avro.logical.timestamp-micros");
      case 14 -> SchemaBuilder.array(schema(depth + 1));
      case 15 ->
          SchemaBuilder.map(
              odd && random.nextInt(5) == 0 ? Schema.INT32_SCHEMA : Schema.STRING_SCHEMA,
              schema(depth + 1));
      default -> struct(depth);
    };
  }

  /** Creates a value that is valid for the schema. */
  Object value(Schema schema) {
    if (schema.isOptional() && random.nextInt(3) == 0) {
      return null;
    }
    if (schema.name() != null && schema.type() != Schema.Type.STRUCT) {
      Object logical = logical(schema);
      if (logical != null) {
        return logical;
      }
    }
    return switch (schema.type()) {
      case BOOLEAN -> random.nextBoolean();
      case INT8 -> (byte) random.nextInt();
      case INT16 -> (short) random.nextInt();
      case INT32 -> random.nextInt();
      case INT64 -> random.nextLong();
      case FLOAT32 -> random.nextInt(9) == 0 ? Float.NaN : random.nextFloat();
      case FLOAT64 -> random.nextInt(9) == 0 ? Double.NEGATIVE_INFINITY : random.nextGaussian();
      case STRING -> TEXTS.get(random.nextInt(TEXTS.size()));
      case BYTES -> random.nextBoolean() ? bytes() : ByteBuffer.wrap(bytes());
      case ARRAY -> list(schema);
      case MAP -> map(schema);
      case STRUCT -> struct(schema);
    };
  }

  @SuppressWarnings("JavaUtilDate") // Connect uses this type for dates and times
  private Object logical(Schema schema) {
    return switch (schema.name()) {
      case Decimal.LOGICAL_NAME ->
          new BigDecimal(
              new BigInteger(random.nextInt(200), random).negate(),
              Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD)));
      case Timestamp.LOGICAL_NAME -> new java.util.Date(random.nextLong());
      case Date.LOGICAL_NAME -> new java.util.Date(86_400_000L * random.nextInt());
      case Time.LOGICAL_NAME -> new java.util.Date(random.nextInt(86_400_000));
      default -> null;
    };
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(6)];
    random.nextBytes(bytes);
    return bytes;
  }

  private List<Object> list(Schema schema) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(value(schema.valueSchema()));
    }
    return list;
  }

  private Map<Object, Object> map(Schema schema) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(
          schema.keySchema().type() == Schema.Type.STRING ? "k" + i : (Object) i,
          value(schema.valueSchema()));
    }
    return map;
  }

  private Struct struct(Schema schema) {
    Struct struct = new Struct(schema);
    for (Field field : schema.fields()) {
      struct.put(field, value(field.schema()));
    }
    return struct;
  }

  /** Returns a value without its schemas, for comparison. */
  static Object plain(Object value) {
    if (value instanceof Struct struct) {
      Map<String, Object> fields = new LinkedHashMap<>();
      for (Field field : struct.schema().fields()) {
        fields.put(field.name(), plain(struct.getWithoutDefault(field.name())));
      }
      return fields;
    }
    if (value instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      list.forEach(item -> items.add(plain(item)));
      return items;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      map.forEach((key, item) -> entries.put(key, plain(item)));
      return entries;
    }
    if (value instanceof String text) {
      // A lone surrogate has no UTF-8 encoding.
      return text.replace('\ud800', '?');
    }
    return value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
  }
}
