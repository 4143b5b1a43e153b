package io.tweetsentiment.schemas.rules;

import io.tweetsentiment.schemas.MergedTweet;
import io.tweetsentiment.schemas.SentimentAggregate;
import io.tweetsentiment.schemas.rules.ColumnLimit.Kind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * The limits of the columns of a warehouse table: widths, ranges and encoding. They are defined
 * once, for the code that writes rows, the loader and the SQL files.
 *
 * <p>A text never contains U+0000 or half of a surrogate pair: both become U+FFFD. A longer text is
 * cut on a code-point boundary, and the cut is reported. A key is never changed: a record whose key
 * does not fit is dead-lettered.
 */
public final class ColumnLimits {

  /** The widest VARCHAR of Redshift, in bytes. */
  public static final int WIDEST = 65_535;

  private static final long FIRST = TweetTime.FIRST.toEpochMilli();
  private static final long LAST = TweetTime.END.toEpochMilli() - 1;

  /** A window may start before the earliest allowed tweet and end after the latest one. */
  private static final long WINDOWS_FIRST = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();

  private static final long WINDOWS_LAST =
      Instant.parse("+10000-12-31T23:59:59.999Z").toEpochMilli();

  /** Bytes of UTF-8 of every text column of both tables. */
  private static final Map<String, Integer> WIDTHS =
      Map.ofEntries(
          Map.entry("topic", TopicRule.LONGEST),
          Map.entry("tweet_id", 512),
          Map.entry("text", WIDEST),
          Map.entry("lang", 256),
          Map.entry("author_id", 256),
          Map.entry("username", 1_024),
          Map.entry("name", WIDEST),
          Map.entry("location", WIDEST),
          Map.entry("referenced_tweets", WIDEST),
          Map.entry("label", 16),
          Map.entry("engine", 256));

  private static final Set<String> KEYS = Set.of("topic", "tweet_id", "window_start");

  /** Limits of table {@code tweet}. */
  public static final ColumnLimits TWEET = new ColumnLimits(MergedTweet.getClassSchema());

  /** Limits of table {@code sentiment}. */
  public static final ColumnLimits WINDOW = new ColumnLimits(SentimentAggregate.getClassSchema());

  private final Map<String, ColumnLimit> columns = new LinkedHashMap<>();

  private ColumnLimits(Schema schema) {
    schema.getFields().forEach(field -> columns.put(field.name(), limit(field)));
  }

  /** The columns in the order of the staging table. */
  public List<ColumnLimit> all() {
    return List.copyOf(columns.values());
  }

  /**
   * The limit of a column.
   *
   * @throws IllegalArgumentException when the table has no such column
   */
  public ColumnLimit of(String column) {
    ColumnLimit limit = columns.get(column);
    if (limit == null) {
      throw new IllegalArgumentException("no column " + column + " among " + columns.keySet());
    }
    return limit;
  }

  /**
   * The text in the form that the column stores.
   *
   * @param cut receives the name of the column when the text is cut
   * @return null when the text is null
   */
  public String fit(String column, String text, Consumer<String> cut) {
    if (text == null) {
      return null;
    }
    String clean = Utf8.wellFormed(text.replace('\0', '\uFFFD'));
    String fitting = Utf8.truncate(clean, (int) of(column).most());
    if (fitting.length() < clean.length()) {
      cut.accept(column);
    }
    return fitting;
  }

  static String years(ColumnLimit time) {
    return time.least() == FIRST ? "1 to 9999" : "0 to 10000";
  }

  private static ColumnLimit limit(Schema.Field field) {
    String name = field.name();
    boolean nullable = field.schema().isNullable();
    Schema schema = nullable ? value(field.schema()) : field.schema();
    boolean key = KEYS.contains(name);
    if (schema.getLogicalType() instanceof LogicalTypes.TimestampMillis) {
      return name.startsWith("window_")
          ? new ColumnLimit(name, Kind.TIME, nullable, key, WINDOWS_FIRST, WINDOWS_LAST)
          : new ColumnLimit(name, Kind.TIME, nullable, key, FIRST, LAST);
    }
    return switch (schema.getType()) {
      case STRING -> new ColumnLimit(name, Kind.TEXT, nullable, key, 0, width(name));
      case BOOLEAN -> new ColumnLimit(name, Kind.FLAG, nullable, key, 0, 1);
      case INT -> new ColumnLimit(name, Kind.WHOLE, nullable, key, 0, Integer.MAX_VALUE);
      case LONG -> new ColumnLimit(name, Kind.WHOLE, nullable, key, 0, Long.MAX_VALUE);
      case DOUBLE -> new ColumnLimit(name, Kind.SCORE, nullable, key, 0, 1);
      default -> throw new IllegalStateException("no table has a column as " + field);
    };
  }

  private static int width(String name) {
    Integer width = WIDTHS.get(name);
    if (width == null) {
      throw new IllegalStateException("the width of column " + name + " is not stated");
    }
    return width;
  }

  private static Schema value(Schema union) {
    return union.getTypes().stream()
        .filter(branch -> branch.getType() != Schema.Type.NULL)
        .findFirst()
        .orElseThrow();
  }
}
