package io.tweetsentiment.connect.avro;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;

/**
 * Converts an Avro schema to a Connect schema. Each instance converts one schema and tracks the
 * records that enclose the current one.
 */
final class SchemaToConnect {
  private final Deque<String> enclosing = new ArrayDeque<>();

  static Schema convert(org.apache.avro.Schema avro) {
    return new SchemaToConnect().builder(avro).build();
  }

  private SchemaBuilder builder(org.apache.avro.Schema avro) {
    return switch (avro.getType()) {
      case BOOLEAN -> named(avro, SchemaBuilder.bool());
      case INT -> integer(avro);
      case LONG ->
          isLogical(avro, "timestamp-millis")
              ? Timestamp.builder()
              : named(avro, SchemaBuilder.int64());
      case FLOAT -> named(avro, SchemaBuilder.float32());
      case DOUBLE -> named(avro, SchemaBuilder.float64());
      case STRING -> named(avro, SchemaBuilder.string());
      case ENUM -> SchemaBuilder.string().doc(avro.getDoc());
      case BYTES ->
          avro.getLogicalType() instanceof LogicalTypes.Decimal decimal
              ? decimal(decimal)
              : named(avro, SchemaBuilder.bytes());
      case FIXED -> fixed(avro);
      case ARRAY -> array(avro);
      case MAP ->
          named(
              avro, SchemaBuilder.map(Schema.STRING_SCHEMA, builder(avro.getValueType()).build()));
      case RECORD -> struct(avro);
      case UNION -> union(avro);
      case NULL ->
          throw new DataException(
              "A field whose only type is null has no Connect type; make it a union with another"
                  + " type");
    };
  }

  private SchemaBuilder struct(org.apache.avro.Schema avro) {
    String name = avro.getFullName();
    if (enclosing.contains(name)) {
      throw new DataException(
          "Record " + name + " contains itself, which Connect does not support");
    }
    enclosing.push(name);
    String own = avro.getProp(AvroNames.NAME);
    SchemaBuilder struct = SchemaBuilder.struct().name(own == null ? name : own).doc(avro.getDoc());
    if (avro.getObjectProp(AvroNames.VERSION) instanceof Number version) {
      struct.version(version.intValue());
    }
    parameters(avro, struct);
    for (org.apache.avro.Schema.Field field : avro.getFields()) {
      struct.field(field.name(), fieldSchema(field));
    }
    enclosing.pop();
    return struct;
  }

  private Schema fieldSchema(org.apache.avro.Schema.Field field) {
    SchemaBuilder builder = builder(field.schema());
    if (field.doc() != null && builder.doc() == null) {
      builder.doc(field.doc());
    }
    Schema schema = builder.build();
    Object value = field.hasDefaultValue() ? GenericData.get().getDefaultValue(field) : null;
    return value == null
        ? schema
        : withDefault(schema, ValueToConnect.convert(field.schema(), schema, value));
  }

  /** A builder would refuse a struct, whose schema cannot be the one that is not built yet. */
  private static Schema withDefault(Schema schema, Object value) {
    boolean struct = schema.type() == Schema.Type.STRUCT;
    boolean map = schema.type() == Schema.Type.MAP;
    return new ConnectSchema(
        schema.type(),
        schema.isOptional(),
        value,
        schema.name(),
        schema.version(),
        schema.doc(),
        schema.parameters(),
        struct ? schema.fields() : null,
        map ? schema.keySchema() : null,
        map || schema.type() == Schema.Type.ARRAY ? schema.valueSchema() : null);
  }

  private SchemaBuilder union(org.apache.avro.Schema avro) {
    List<org.apache.avro.Schema> branches = AvroNames.branches(avro);
    boolean optional = branches.size() < avro.getTypes().size();
    SchemaBuilder builder;
    if (branches.size() == 1) {
      builder = builder(branches.get(0));
    } else {
      builder = SchemaBuilder.struct().name(AvroNames.UNION);
      for (org.apache.avro.Schema branch : branches) {
        builder.field(AvroNames.branch(avro, branch), branch(branch).optional().build());
      }
    }
    return optional ? builder.optional() : builder;
  }

  /**
   * Returns the schema of a branch. An enum keeps its name and symbols, because a union can have a
   * string or another enum as well, and all of them are strings in Connect.
   */
  private SchemaBuilder branch(org.apache.avro.Schema branch) {
    return branch.getType() == org.apache.avro.Schema.Type.ENUM
        ? SchemaBuilder.string()
            .name(branch.getFullName())
            .parameter(AvroNames.ENUM_SYMBOLS, String.join(",", branch.getEnumSymbols()))
        : builder(branch);
  }

  private SchemaBuilder array(org.apache.avro.Schema avro) {
    org.apache.avro.Schema element = avro.getElementType();
    if (!AvroNames.MAP.equals(avro.getProp(AvroNames.TYPE))
        || element.getType() != org.apache.avro.Schema.Type.RECORD
        || element.getField(AvroNames.KEY) == null
        || element.getField(AvroNames.VALUE) == null) {
      return named(avro, SchemaBuilder.array(builder(element).build()));
    }
    Schema entry = builder(element).build();
    return named(
        avro,
        SchemaBuilder.map(
            entry.field(AvroNames.KEY).schema(), entry.field(AvroNames.VALUE).schema()));
  }

  private static SchemaBuilder integer(org.apache.avro.Schema avro) {
    if (isLogical(avro, "date")) {
      return Date.builder();
    }
    if (isLogical(avro, "time-millis")) {
      return Time.builder();
    }
    String type = avro.getProp(AvroNames.TYPE);
    if ("int8".equals(type)) {
      return named(avro, SchemaBuilder.int8());
    }
    return named(avro, "int16".equals(type) ? SchemaBuilder.int16() : SchemaBuilder.int32());
  }

  private static SchemaBuilder fixed(org.apache.avro.Schema avro) {
    SchemaBuilder builder =
        avro.getLogicalType() instanceof LogicalTypes.Decimal decimal
            ? decimal(decimal)
            : SchemaBuilder.bytes().name(avro.getFullName());
    return builder.parameter(AvroNames.FIXED_SIZE, Integer.toString(avro.getFixedSize()));
  }

  private static SchemaBuilder decimal(LogicalTypes.Decimal decimal) {
    return Decimal.builder(decimal.getScale())
        .parameter(AvroNames.PRECISION, Integer.toString(decimal.getPrecision()));
  }

  private static SchemaBuilder named(org.apache.avro.Schema avro, SchemaBuilder builder) {
    String name = avro.getProp(AvroNames.NAME);
    String logical = avro.getProp(LogicalType.LOGICAL_TYPE_PROP);
    if (name != null) {
      builder.name(name);
    } else if (logical != null) {
      builder.name(AvroNames.LOGICAL + logical);
    }
    parameters(avro, builder);
    return builder;
  }

  private static void parameters(org.apache.avro.Schema avro, SchemaBuilder builder) {
    if (avro.getObjectProp(AvroNames.PARAMETERS) instanceof Map<?, ?> parameters) {
      parameters.forEach((key, value) -> builder.parameter(key.toString(), value.toString()));
    }
  }

  private static boolean isLogical(org.apache.avro.Schema avro, String name) {
    return avro.getLogicalType() != null && avro.getLogicalType().getName().equals(name);
  }
}
