package io.tweetsentiment.connect.avro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;

/**
 * Converts a Connect schema to an Avro schema. Each instance converts one schema: a named type that
 * occurs again becomes the same Avro type. A struct without a name is named after the path of its
 * field below {@code ConnectDefault}.
 */
final class SchemaToAvro {
  private final Map<String, org.apache.avro.Schema> named = new LinkedHashMap<>();
  private final Map<String, Schema> sources = new LinkedHashMap<>();

  private final Decimals decimals;

  private SchemaToAvro(Decimals decimals) {
    this.decimals = decimals;
  }

  /** Returns the Avro schema, which is never a union with null. */
  static org.apache.avro.Schema convert(Schema connect, Decimals decimals) {
    return new SchemaToAvro(decimals).type(connect, AvroNames.UNNAMED_RECORD);
  }

  private org.apache.avro.Schema nullable(Schema connect, String path) {
    org.apache.avro.Schema type = type(connect, path);
    if (!connect.isOptional()) {
      return type;
    }
    org.apache.avro.Schema none = org.apache.avro.Schema.create(org.apache.avro.Schema.Type.NULL);
    List<org.apache.avro.Schema> branches = new ArrayList<>();
    branches.add(none);
    if (type.getType() == org.apache.avro.Schema.Type.UNION) {
      branches.addAll(type.getTypes());
    } else {
      // The default of a union must belong to its first branch.
      branches.add(connect.defaultValue() == null ? 1 : 0, type);
    }
    return org.apache.avro.Schema.createUnion(branches);
  }

  private org.apache.avro.Schema type(Schema connect, String path) {
    return switch (connect.type()) {
      case BOOLEAN -> named(connect, org.apache.avro.Schema.Type.BOOLEAN);
      case INT8, INT16 -> {
        org.apache.avro.Schema type = named(connect, org.apache.avro.Schema.Type.INT);
        type.addProp(AvroNames.TYPE, connect.type().getName());
        yield type;
      }
      case INT32 -> integer(connect);
      case INT64 ->
          Timestamp.LOGICAL_NAME.equals(connect.name())
              ? logical(LogicalTypes.timestampMillis(), org.apache.avro.Schema.Type.LONG)
              : named(connect, org.apache.avro.Schema.Type.LONG);
      case FLOAT32 -> named(connect, org.apache.avro.Schema.Type.FLOAT);
      case FLOAT64 -> named(connect, org.apache.avro.Schema.Type.DOUBLE);
      case STRING ->
          parameter(connect, AvroNames.ENUM_SYMBOLS) == null
              ? named(connect, org.apache.avro.Schema.Type.STRING)
              : enumeration(connect, path);
      case BYTES -> bytes(connect, path);
      case ARRAY ->
          extras(
              connect,
              org.apache.avro.Schema.createArray(
                  nullable(connect.valueSchema(), path + "_element")));
      case MAP -> map(connect, path);
      case STRUCT ->
          AvroNames.UNION.equals(connect.name()) ? union(connect, path) : record(connect, path);
    };
  }

  private org.apache.avro.Schema record(Schema connect, String path) {
    String name = connect.name() == null ? path : connect.name();
    Schema source = sources.get(name);
    if (source != null && !sameRecord(source, connect)) {
      // Avro allows one type per name, so a second type with other fields is named after its path.
      name = path;
    }
    org.apache.avro.Schema known = named.get(name);
    if (known != null) {
      requireSame(name, sameRecord(sources.get(name), connect));
      return known;
    }
    org.apache.avro.Schema record =
        org.apache.avro.Schema.createRecord(name, connect.doc(), null, false);
    named.put(name, record);
    sources.put(name, connect);
    if (connect.name() != null && !name.equals(connect.name())) {
      record.addProp(AvroNames.NAME, connect.name());
    }
    List<org.apache.avro.Schema.Field> fields = new ArrayList<>();
    for (Field field : connect.fields()) {
      fields.add(field(field, path + "_" + field.name()));
    }
    record.setFields(fields);
    if (connect.version() != null) {
      record.addProp(AvroNames.VERSION, connect.version());
    }
    return parameters(connect, record);
  }

  private org.apache.avro.Schema.Field field(Field field, String path) {
    Schema connect = field.schema();
    org.apache.avro.Schema type = nullable(connect, path);
    Object value = connect.defaultValue();
    // The doc of a struct is on the record.
    String doc = connect.type() == Schema.Type.STRUCT ? null : connect.doc();
    if (value != null) {
      try {
        Object avro = AvroDefaults.json(type, ValueToAvro.convert(connect, type, value));
        if (AvroDefaults.representable(avro)) {
          return new org.apache.avro.Schema.Field(field.name(), type, doc, avro);
        }
      } catch (AvroRuntimeException e) {
        // The default of a union must belong to its first branch. It is omitted, as below.
      }
      // Every record contains all its values, so the default can be omitted.
      return new org.apache.avro.Schema.Field(field.name(), type, doc);
    }
    return connect.isOptional()
        ? new org.apache.avro.Schema.Field(field.name(), type, doc, JsonProperties.NULL_VALUE)
        : new org.apache.avro.Schema.Field(field.name(), type, doc);
  }

  private org.apache.avro.Schema union(Schema connect, String path) {
    return org.apache.avro.Schema.createUnion(
        connect.fields().stream()
            .map(field -> type(field.schema(), path + "_" + field.name()))
            .toList());
  }

  private org.apache.avro.Schema map(Schema connect, String path) {
    if (connect.keySchema().type() != Schema.Type.STRING || connect.keySchema().isOptional()) {
      return entries(connect, path);
    }
    return extras(
        connect,
        org.apache.avro.Schema.createMap(nullable(connect.valueSchema(), path + "_value")));
  }

  /** A map of Avro has strings as keys, so any other map is a list of its entries. */
  private org.apache.avro.Schema entries(Schema connect, String path) {
    Schema entry =
        SchemaBuilder.struct()
            .field(AvroNames.KEY, connect.keySchema())
            .field(AvroNames.VALUE, connect.valueSchema())
            .build();
    org.apache.avro.Schema array =
        org.apache.avro.Schema.createArray(record(entry, path + "_entry"));
    array.addProp(AvroNames.TYPE, AvroNames.MAP);
    return extras(connect, array);
  }

  private org.apache.avro.Schema enumeration(Schema connect, String path) {
    List<String> symbols = Arrays.asList(parameter(connect, AvroNames.ENUM_SYMBOLS).split(",", -1));
    String name = connect.name() == null ? path : connect.name();
    org.apache.avro.Schema known = named.get(name);
    if (known != null && !isEnum(known, symbols)) {
      name = path;
      known = named.get(name);
    }
    if (known != null) {
      requireSame(name, isEnum(known, symbols));
      return known;
    }
    org.apache.avro.Schema type = org.apache.avro.Schema.createEnum(name, null, null, symbols);
    named.put(name, type);
    sources.put(name, connect);
    return type;
  }

  private static boolean isEnum(org.apache.avro.Schema known, List<String> symbols) {
    return known.getType() == org.apache.avro.Schema.Type.ENUM
        && known.getEnumSymbols().equals(symbols);
  }

  private static String parameter(Schema connect, String name) {
    return connect.parameters() == null ? null : connect.parameters().get(name);
  }

  private static org.apache.avro.Schema integer(Schema connect) {
    if (Date.LOGICAL_NAME.equals(connect.name())) {
      return logical(LogicalTypes.date(), org.apache.avro.Schema.Type.INT);
    }
    return Time.LOGICAL_NAME.equals(connect.name())
        ? logical(LogicalTypes.timeMillis(), org.apache.avro.Schema.Type.INT)
        : named(connect, org.apache.avro.Schema.Type.INT);
  }

  private org.apache.avro.Schema bytes(Schema connect, String path) {
    Map<String, String> parameters = connect.parameters() == null ? Map.of() : connect.parameters();
    String size = parameters.get(AvroNames.FIXED_SIZE);
    boolean decimal = Decimal.LOGICAL_NAME.equals(connect.name());
    if (size == null && !decimal) {
      return named(connect, org.apache.avro.Schema.Type.BYTES);
    }
    org.apache.avro.Schema type =
        size == null
            ? org.apache.avro.Schema.create(org.apache.avro.Schema.Type.BYTES)
            : fixed(connect, decimal ? path : connect.name(), path, Integer.parseInt(size));
    if (!decimal || type.getLogicalType() != null) {
      return type;
    }
    int scale = Integer.parseInt(parameters.get(Decimal.SCALE_FIELD));
    int digits = decimals.precision(parameters.get(AvroNames.PRECISION), scale, path);
    return LogicalTypes.decimal(digits, scale).addToSchema(type);
  }

  private org.apache.avro.Schema fixed(Schema connect, String wanted, String path, int size) {
    String name = wanted == null ? path : wanted;
    org.apache.avro.Schema known = named.get(name);
    if (known != null && !isFixed(known, size)) {
      name = path;
      known = named.get(name);
    }
    if (known != null) {
      requireSame(name, isFixed(known, size));
      return known;
    }
    org.apache.avro.Schema type = org.apache.avro.Schema.createFixed(name, null, null, size);
    named.put(name, type);
    sources.put(name, connect);
    return type;
  }

  private static boolean isFixed(org.apache.avro.Schema known, int size) {
    return known.getType() == org.apache.avro.Schema.Type.FIXED && known.getFixedSize() == size;
  }

  /**
   * Whether two structs have the same Avro record. Whether they are optional does not matter here.
   */
  private static boolean sameRecord(Schema one, Schema other) {
    return one.type() == Schema.Type.STRUCT
        && other.type() == Schema.Type.STRUCT
        && one.fields().equals(other.fields())
        && Objects.equals(one.parameters(), other.parameters());
  }

  private static void requireSame(String name, boolean same) {
    if (!same) {
      throw new DataException("Two different types have the name " + name + "; rename one of them");
    }
  }

  private static org.apache.avro.Schema logical(
      LogicalType logical, org.apache.avro.Schema.Type type) {
    return logical.addToSchema(org.apache.avro.Schema.create(type));
  }

  private static org.apache.avro.Schema named(Schema connect, org.apache.avro.Schema.Type type) {
    return extras(connect, org.apache.avro.Schema.create(type));
  }

  private static org.apache.avro.Schema extras(Schema connect, org.apache.avro.Schema type) {
    String name = connect.name();
    if (name != null && name.startsWith(AvroNames.LOGICAL)) {
      type.addProp(LogicalType.LOGICAL_TYPE_PROP, name.substring(AvroNames.LOGICAL.length()));
      LogicalType logical = LogicalTypes.fromSchemaIgnoreInvalid(type);
      if (logical != null) {
        logical.addToSchema(type);
      }
    } else if (name != null) {
      type.addProp(AvroNames.NAME, name);
    }
    return parameters(connect, type);
  }

  private static org.apache.avro.Schema parameters(Schema connect, org.apache.avro.Schema type) {
    if (connect.parameters() != null && !connect.parameters().isEmpty()) {
      type.addProp(AvroNames.PARAMETERS, new LinkedHashMap<>(connect.parameters()));
    }
    return type;
  }
}
