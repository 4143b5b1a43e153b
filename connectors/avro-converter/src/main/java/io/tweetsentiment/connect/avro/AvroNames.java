package io.tweetsentiment.connect.avro;

import java.util.List;
import org.apache.avro.Schema;

/** Names of properties and parameters that preserve what the other side cannot represent. */
final class AvroNames {
  static final String TYPE = "connect.type";
  static final String NAME = "connect.name";
  static final String VERSION = "connect.version";
  static final String PARAMETERS = "connect.parameters";
  static final String PRECISION = "connect.decimal.precision";
  static final String FIXED_SIZE = "connect.fixed.size";
  static final String UNNAMED_RECORD = "ConnectDefault";

  /**
   * Name of the struct that represents a union of several types, with one optional field per type.
   */
  static final String UNION = "io.tweetsentiment.connect.avro.Union";

  /**
   * Prefix of the Connect schema name of a logical type that Connect does not have, so that no
   * precision is lost: {@code avro.logical.timestamp-micros} is an INT64 in microseconds.
   */
  static final String LOGICAL = "avro.logical.";

  /** Parameter of a string that is a branch of a union and an enum in Avro: its symbols. */
  static final String ENUM_SYMBOLS = "avro.enum.symbols";

  /** Value of {@link #TYPE} for an array of entries that is a map in Connect. */
  static final String MAP = "map";

  static final String KEY = "key";
  static final String VALUE = "value";

  /** Precision of a decimal if the Connect schema has none: 64 digits, as in other converters. */
  static final int DEFAULT_PRECISION = 64;

  private AvroNames() {}

  /**
   * Returns the field name of a branch in a {@link #UNION} struct: the simple name of its type, or
   * the full name if the union has two types with that simple name.
   */
  static String branch(Schema union, Schema type) {
    String name = simpleName(type);
    boolean unique =
        branches(union).stream().filter(other -> simpleName(other).equals(name)).count() == 1;
    return unique ? name : type.getFullName();
  }

  private static String simpleName(Schema type) {
    return switch (type.getType()) {
      case RECORD, ENUM, FIXED -> type.getName();
      default -> type.getType().getName();
    };
  }

  /** Returns the branches that are not null. */
  static List<Schema> branches(Schema union) {
    return union.getTypes().stream().filter(type -> type.getType() != Schema.Type.NULL).toList();
  }
}
