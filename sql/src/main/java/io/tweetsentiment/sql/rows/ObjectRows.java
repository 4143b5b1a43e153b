package io.tweetsentiment.sql.rows;

import io.tweetsentiment.sql.bucket.Content;
import io.tweetsentiment.sql.bucket.SpoolException;
import io.tweetsentiment.sql.warehouse.Column;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

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
    } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
      // A missing codec is a LinkageError. The stack overflows when the footer contains deeply
      // nested unknown fields: Thrift skips them by recursion before the footer can be checked.
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof SpoolException spool) {
          throw spool;
        }
      }
      String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new UnusableObjectException(
          String.format(
              "it cannot be read as %s: %s",
              key.endsWith(".parquet") ? "Parquet" : "JSON lines",
              RowValidator.shortened(message)));
    }
  }
}
