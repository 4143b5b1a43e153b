package io.tweetsentiment.sql.warehouse;

import io.tweetsentiment.schemas.MergedTweet;
import io.tweetsentiment.schemas.SentimentAggregate;
import io.tweetsentiment.schemas.rules.ColumnLimit;
import io.tweetsentiment.schemas.rules.ColumnLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;

/** The two tables that the loader fills, each from the objects of one Kafka topic. */
public enum WarehouseTable {
  TWEET(MergedTweet.getClassSchema(), ColumnLimits.TWEET),
  SENTIMENT(SentimentAggregate.getClassSchema(), ColumnLimits.WINDOW);

  /** Column of the sink with the Kafka partition of a row. */
  public static final String PARTITION = "_kafka_partition";

  /** Column of the sink with the Kafka offset of a row. */
  public static final String OFFSET = "_kafka_offset";

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of records
  private final List<Column> columns;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of records
  private final List<ColumnLimit> limits;

  WarehouseTable(Schema schema, ColumnLimits rules) {
    List<Column> all = new ArrayList<>();
    schema.getFields().forEach(field -> all.add(Column.of(field)));
    all.add(new Column(PARTITION, Column.Type.INT, false));
    all.add(new Column(OFFSET, Column.Type.LONG, false));
    this.columns = List.copyOf(all);
    List<ColumnLimit> allLimits = new ArrayList<>(rules.all());
    allLimits.add(
        new ColumnLimit(PARTITION, ColumnLimit.Kind.WHOLE, false, false, 0, Integer.MAX_VALUE));
    allLimits.add(new ColumnLimit(OFFSET, ColumnLimit.Kind.WHOLE, false, false, 0, Long.MAX_VALUE));
    this.limits = List.copyOf(allLimits);
  }

  public String tableName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String stageName() {
    return tableName() + "_stage";
  }

  /** The columns of the objects and of the staging table, in their order. */
  public List<Column> columns() {
    return columns;
  }

  /** The limits of the columns, in the same order. */
  public List<ColumnLimit> limits() {
    return limits;
  }

  /** The position of a column in that order. */
  public int place(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException(this + " has no column " + column);
  }
}
