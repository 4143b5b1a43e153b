package io.tweetsentiment.sql.rows;

import io.tweetsentiment.sql.bucket.Content;
import io.tweetsentiment.sql.bucket.SpoolException;
import io.tweetsentiment.sql.warehouse.Column;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.xerial.snappy.SnappyError;
import org.xerial.snappy.SnappyErrorCode;

/**
 * Reads an object and sorts its rows into those that fit the table and rejects. It holds one row at
 * a time.
 *
 * <p>Threading: one thread reads one object.
 */
public final class ObjectRows {

  /** Receives the rows that fit. */
  public interface Rows<E extends Exception> {
    /**
     * Takes one row.
     *
     * @param values its values in the order of the table's columns; valid during this call
     */
    void take(Column.Type[] types, Object[] values) throws E;
  }

  /**
   * What an object contains.
   *
   * @param rows number of its rows, rejected ones included
   * @param endOffset greatest offset, absent when no row states one
   * @param isCopyable whether Redshift's COPY can read it as it is, rejected rows aside
   */
  public record Summary(long rows, OptionalLong endOffset, boolean isCopyable) {}

  private interface Step<T> {
    T run() throws IOException, UnusableObjectException;
  }

  private ObjectRows() {}

  /**
   * Reads all rows of an object.
   *
   * @param memory bytes of memory that reading may take
   * @throws MemoryExceededException when that is too little
   * @throws CodecException when this machine cannot load a codec that comes with the program
   * @throws UnusableObjectException when it cannot be read to its end; its rows up to there were
   *     delivered
   * @throws SpoolException when the file that holds the object cannot be read
   */
  public static <E extends Exception> Summary read(
      WarehouseTable table,
      String key,
      Content content,
      long memory,
      Rows<E> good,
      Consumer<Reject> bad)
      throws UnusableObjectException, E {
    long count = 0;
    long end = -1;
    try (RowReader reader = step(key, () -> RowReader.open(table, key, content, memory))) {
      RowValidator validator = null;
      for (Object[] values = step(key, reader::next);
          values != null;
          values = step(key, reader::next)) {
        count++;
        if (validator == null) {
          validator = new RowValidator(table, reader.types());
        }
        if (values[values.length - 1] instanceof Long offset) {
          end = Math.max(end, offset);
        }
        Optional<InvalidValue> invalid = reader.problem();
        if (invalid.isEmpty()) {
          invalid = validator.firstInvalid(values);
        }
        if (invalid.isPresent()) {
          bad.accept(Reject.ofRow(count, table, reader.types(), values, invalid.get()));
        } else {
          good.take(reader.types(), values);
        }
      }
      return new Summary(
          count, end < 0 ? OptionalLong.empty() : OptionalLong.of(end), reader.isCopyable());
    }
  }

  private static <T> T step(String key, Step<T> step) throws UnusableObjectException {
    try {
      return step.run();
    } catch (IOException | RuntimeException | LinkageError | StackOverflowError | SnappyError e) {
      // The stack overflows when the footer contains deeply nested unknown fields: Thrift skips
      // them by recursion before the footer can be checked.
      throw unusable(key, e);
    }
  }

  /** The object is at fault, unless the failure tells that the machine is. */
  static UnusableObjectException unusable(String key, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SpoolException || cause instanceof MemoryExceededException) {
        throw (RuntimeException) cause;
      }
      if (isOfTheMachine(cause)) {
        throw new CodecException(key, cause);
      }
    }
    String message =
        failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    return new UnusableObjectException(
        String.format(
            "it cannot be read as %s: %s",
            key.endsWith(".parquet") ? "Parquet" : "JSON lines", RowValidator.shortened(message)));
  }

  /**
   * A codec that the program does not contain is a class that is not found, and the object's fault.
   * One whose native library cannot be loaded, or could not be before, is the machine's.
   */
  private static boolean isOfTheMachine(Throwable cause) {
    return cause instanceof UnsatisfiedLinkError
        || cause instanceof ExceptionInInitializerError
        || (cause instanceof SnappyError snappy
            && snappy.errorCode == SnappyErrorCode.FAILED_TO_LOAD_NATIVE_LIBRARY)
        || (cause instanceof NoClassDefFoundError
            && !(cause.getCause() instanceof ClassNotFoundException));
  }
}
