package io.tweetsentiment.sql;

import io.tweetsentiment.schemas.MergedTweet;
import io.tweetsentiment.schemas.SentimentAggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;

/** The two tables that the loader fills, each from the objects of one Kafka topic. */
enum WarehouseTable {
  TWEET(MergedTweet.getClassSchema()),
  SENTIMENT(SentimentAggregate.getClassSchema());

  /** Column of the sink that holds the Kafka partition of a row. */
  static final String PARTITION = "_kafka_partition";

  /** Column of the sink that holds the Kafka offset of a row. */
  static final String OFFSET = "_kafka_offset";

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of records
  private final List<Column> columns;

  WarehouseTable(Schema schema) {
    List<Column> all = new ArrayList<>();
    schema.getFields().forEach(field -> all.add(Column.of(field)));
    all.add(new Column(PARTITION, Column.Type.INT, false));
    all.add(new Column(OFFSET, Column.Type.LONG, false));
    this.columns = List.copyOf(all);
  }

  String tableName() {
    return name().toLowerCase(Locale.ROOT);
  }

  String stageName() {
    return tableName() + "_stage";
  }

  /** The columns of the objects and of the staging table, in their order. */
  List<Column> columns() {
    return columns;
  }
}
