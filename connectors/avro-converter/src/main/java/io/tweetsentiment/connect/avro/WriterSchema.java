package io.tweetsentiment.connect.avro;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Whether records of a schema can be read in bounded time and on a bounded stack. Anyone may
 * register any schema, and a few bytes of some of them say that there are billions of items of no
 * size, or nest as deeply as the record is long. Pure.
 */
final class WriterSchema {

  private WriterSchema() {}

  /** What keeps records of a schema from being read; empty when nothing does. */
  static Optional<String> fault(Schema schema) {
    return fault(schema, Set.of());
  }

  private static Optional<String> fault(Schema schema, Set<String> within) {
    return switch (schema.getType()) {
      case RECORD -> record(schema, within);
      case ARRAY ->
          empty(schema.getElementType())
              ? Optional.of("it has an array of items that take no byte")
              : fault(schema.getElementType(), within);
      case MAP -> fault(schema.getValueType(), within);
      case UNION ->
          schema.getTypes().stream().flatMap(type -> fault(type, within).stream()).findFirst();
      default -> Optional.empty();
    };
  }

  private static Optional<String> record(Schema schema, Set<String> within) {
    String name = schema.getFullName();
    if (within.contains(name)) {
      return Optional.of("the record " + name + " contains itself");
    }
    Set<String> inside = new HashSet<>(within);
    inside.add(name);
    return schema.getFields().stream()
        .flatMap(field -> fault(field.schema(), inside).stream())
        .findFirst();
  }

  /** Whether a value takes no byte; a record that contains itself is refused elsewhere. */
  private static boolean empty(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> true;
      case FIXED -> schema.getFixedSize() == 0;
      case RECORD -> schema.getFields().stream().allMatch(field -> empty(field.schema()));
      default -> false;
    };
  }
}
