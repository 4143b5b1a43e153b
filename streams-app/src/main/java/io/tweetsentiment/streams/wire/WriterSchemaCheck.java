package io.tweetsentiment.streams.wire;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Checks that records of a schema can be read in bounded time and on a bounded stack. Anyone may
 * register a schema under any name. Under some schemas a few bytes declare billions of items of no
 * size, nest as deeply as the record is long, or expand to an enormous number of fields because
 * each record type has two fields of the next type.
 */
final class WriterSchemaCheck {

  /** Maximum number of fields of a record, including those of nested records. */
  private static final int MOST_FIELDS = 100_000;

  private static final int OPEN = -1;

  private final Map<String, Integer> fields = new HashMap<>();
  private final Map<String, Boolean> empty = new HashMap<>();

  private WriterSchemaCheck() {}

  /** Why records of a schema are not read; empty when they are. */
  static Optional<String> problem(Schema schema) {
    try {
      new WriterSchemaCheck().fields(schema);
      return Optional.empty();
    } catch (Unbounded e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Number of fields of a value; a record type that occurs several times counts each time. */
  private int fields(Schema schema) throws Unbounded {
    return switch (schema.getType()) {
      case RECORD -> ofRecord(schema);
      case ARRAY -> {
        int ofItem = fields(schema.getElementType());
        if (isEmpty(schema.getElementType())) {
          throw new Unbounded("it has an array of items that take no bytes");
        }
        yield ofItem;
      }
      case MAP -> fields(schema.getValueType());
      case UNION -> {
        int sum = 0;
        for (Schema type : schema.getTypes()) {
          sum = bounded(sum + fields(type));
        }
        yield sum;
      }
      default -> 0;
    };
  }

  private int ofRecord(Schema schema) throws Unbounded {
    String name = schema.getFullName();
    Integer known = fields.putIfAbsent(name, OPEN);
    if (known != null) {
      if (known == OPEN) {
        throw new Unbounded("the record " + name + " contains itself");
      }
      return known;
    }
    int sum = 0;
    for (Schema.Field field : schema.getFields()) {
      sum = bounded(sum + 1 + fields(field.schema()));
    }
    fields.put(name, sum);
    return sum;
  }

  private static int bounded(int sum) throws Unbounded {
    if (sum > MOST_FIELDS) {
      throw new Unbounded("a record of it has more than " + MOST_FIELDS + " fields");
    }
    return sum;
  }

  /** Whether a value takes no bytes; only for schemas that do not contain themselves. */
  private boolean isEmpty(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> true;
      case FIXED -> schema.getFixedSize() == 0;
      case RECORD -> {
        Boolean known = empty.get(schema.getFullName());
        if (known == null) {
          known = schema.getFields().stream().allMatch(field -> isEmpty(field.schema()));
          empty.put(schema.getFullName(), known);
        }
        yield known;
      }
      default -> false;
    };
  }

  private static final class Unbounded extends Exception {

    private static final long serialVersionUID = 1L;

    private Unbounded(String reason) {
      super(reason);
    }
  }
}
