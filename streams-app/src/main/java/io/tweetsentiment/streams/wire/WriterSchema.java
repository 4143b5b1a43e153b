package io.tweetsentiment.streams.wire;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Whether records of a schema can be read in bounded time and on a bounded stack. Anyone may
 * register a schema under any name, and a few bytes of some of them say that there are billions of
 * items of no size, nest as deeply as the record is long, or stand for more fields than can be
 * counted, because each record type has two fields of the next one. Pure.
 */
final class WriterSchema {

  /** Fields of a record, those of the records in it too. */
  private static final int MOST_FIELDS = 100_000;

  private static final int OPEN = -1;

  private final Map<String, Integer> fields = new HashMap<>();
  private final Map<String, Boolean> empty = new HashMap<>();

  private WriterSchema() {}

  /** What keeps records of a schema from being read; empty when nothing does. */
  static Optional<String> fault(Schema schema) {
    try {
      new WriterSchema().fields(schema);
      return Optional.empty();
    } catch (Unbounded e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Number of fields of a value, those of records that occur more than once counted each time. */
  private int fields(Schema schema) throws Unbounded {
    return switch (schema.getType()) {
      case RECORD -> ofRecord(schema);
      case ARRAY -> {
        int ofItem = fields(schema.getElementType());
        if (isEmpty(schema.getElementType())) {
          throw new Unbounded("it has an array of items that take no byte");
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

  /** Whether a value takes no byte; asked of schemas that do not contain themselves. */
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
