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

  /** Precision of a decimal if the Connect schema has none: 64 digits, as in other converters. */
  static final int DEFAULT_PRECISION = 64;

  private AvroNames() {}

  /** Returns the field name of a branch in a {@link #UNION} struct. */
  static String branch(Schema type) {
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
