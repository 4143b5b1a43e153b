package io.tweetsentiment.emr;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tweetsentiment.schemas.MergedTweet;
import io.tweetsentiment.schemas.SentimentAggregate;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.schemas.rules.Label;
import io.tweetsentiment.schemas.rules.TenThousandths;
import io.tweetsentiment.schemas.rules.Totals;
import io.tweetsentiment.schemas.rules.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.CoGroupFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The job as transformations of datasets: raw tweets and sentiments in, the rows of the tables
 * {@code tweet} and {@code sentiment} out. All decisions are made by the rules of the data
 * contract.
 */
final class BatchJob {

  /** Column with the reason why a tweet is in no table; null in the rows that are. */
  private static final String LEFT_OUT = "left_out";

  private static final StructType RESOLVED = resolved();
  private static final StructType AGGREGATE = AvroRows.columns(SentimentAggregate.getClassSchema());
  private static final List<Label> SCORED =
      List.of(Label.POSITIVE, Label.NEGATIVE, Label.NEUTRAL, Label.MIXED);

  private BatchJob() {}

  /**
   * The newest version of every tweet for every topic, with its sentiment, and the tweets that are
   * in no table.
   *
   * @param raw rows with the fields of {@link Tweet}
   * @param sentiments rows with the fields of {@link TweetSentiment}, or of {@link
   *     ScoringResult#COLUMNS}
   * @return rows for {@link #merged} and {@link #leftOut}; cache them, because both read them
   */
  static Dataset<Row> resolve(Dataset<Row> raw, Dataset<Row> sentiments) {
    MapFunction<Row, String> tweetId = row -> row.getAs("tweet_id");
    CoGroupFunction<String, Row, Row, Row> resolve =
        (id, versions, answers) ->
            rows(
                Resolution.of(
                    records(versions).map(row -> AvroRows.fill(new Tweet(), row)).iterator(),
                    records(answers).map(ScoringResult::of).iterator()));
    return raw.groupByKey(tweetId, Encoders.STRING())
        .cogroup(
            sentiments.groupByKey(tweetId, Encoders.STRING()), resolve, Encoders.row(RESOLVED));
  }

  /**
   * The rows of {@link #resolve} that belong into the tables, with the fields of {@link
   * MergedTweet}.
   */
  static Dataset<Row> merged(Dataset<Row> resolved) {
    return resolved.where(col(LEFT_OUT).isNull()).drop(LEFT_OUT);
  }

  /**
   * The tweets of {@link #resolve} that are in no table and were not deleted: {@code topic}, {@code
   * tweet_id}, {@code reason}.
   */
  static Dataset<Row> leftOut(Dataset<Row> resolved) {
    return resolved
        .where(col(LEFT_OUT).isNotNull())
        .select(col("topic"), col("tweet_id"), col(LEFT_OUT).as("reason"))
        .orderBy("topic", "tweet_id", "reason");
  }

  /**
   * The aggregate of every window that contains a tweet.
   *
   * @param merged rows of {@link #merged}
   * @return rows with the fields of {@link SentimentAggregate}
   */
  static Dataset<Row> aggregate(Dataset<Row> merged, Duration windowSize) {
    Encoder<Row> windowed = Encoders.row(windowed());
    MapFunction<Row, Row> place = row -> place(row, windowSize);
    MapFunction<Row, Row> finish = row -> finish(row, windowSize);
    return merged
        .map(place, windowed)
        .groupBy("topic", "window_start")
        .agg(
            sum(count(Label.POSITIVE)).as("positives"),
            Stream.concat(
                    Stream.of(
                        sum(count(Label.NEGATIVE)).as("negatives"),
                        sum(count(Label.NEUTRAL)).as("neutrals"),
                        sum(count(Label.MIXED)).as("mixeds"),
                        sum(count(Label.UNSCORED)).as("unscored")),
                    SCORED.stream().map(BatchJob::scoreColumn).map(c -> sum(c).as("sum_" + c)))
                .toArray(Column[]::new))
        .map(finish, Encoders.row(AGGREGATE));
  }

  /** The columns of the warehouse's table {@code tweet}, ordered by key. */
  static Dataset<Row> tweetTable(Dataset<Row> merged) {
    return merged
        .select(
            col("topic"),
            col("tweet_id"),
            col("created_at"),
            col("text"),
            col("lang"),
            col("author_id"),
            col("username"),
            col("name"),
            col("verified"),
            col("location"),
            col("referenced_tweets"),
            col("label"),
            decimal("positive"),
            decimal("negative"),
            decimal("neutral"),
            decimal("mixed"),
            col("engine"),
            col("scored_at"),
            col("ingested_at"))
        .orderBy("topic", "tweet_id");
  }

  /**
   * The columns of the warehouse's table {@code sentiment}, ordered by key; a window without a
   * scored tweet has no row.
   */
  static Dataset<Row> sentimentTable(Dataset<Row> aggregates) {
    return aggregates
        .where(col("count_tweets").gt(0))
        .select(
            col("topic"),
            col("window_start").as("window_time"),
            col("count_tweets"),
            decimal("avg_positive"),
            decimal("avg_negative"),
            decimal("avg_neutral"),
            decimal("avg_mixed"),
            decimal("perc_tweet_positive"),
            decimal("perc_tweet_negative"),
            decimal("perc_tweet_neutral"),
            decimal("perc_tweet_mixed"))
        .orderBy("topic", "window_time");
  }

  private static Iterator<Row> rows(Resolution resolution) {
    Stream<Row> merged =
        resolution.merged().stream()
            .map(AvroRows::values)
            .map(fields -> RowFactory.create(Arrays.copyOf(fields, RESOLVED.size())));
    Stream<Row> leftOut =
        resolution.leftOut().stream()
            .map(
                tweet -> {
                  Object[] values = new Object[RESOLVED.size()];
                  values[RESOLVED.fieldIndex("topic")] = tweet.topic();
                  values[RESOLVED.fieldIndex("tweet_id")] = tweet.tweetId();
                  values[RESOLVED.fieldIndex(LEFT_OUT)] = tweet.reason();
                  return RowFactory.create(values);
                });
    return Stream.concat(merged, leftOut).iterator();
  }

  private static StructType resolved() {
    StructType columns = new StructType();
    for (StructField field : AvroRows.columns(MergedTweet.getClassSchema()).fields()) {
      columns = columns.add(field.name(), field.dataType(), true);
    }
    return columns.add(LEFT_OUT, DataTypes.StringType, true);
  }

  private static Row place(Row merged, Duration windowSize) {
    Instant createdAt = instant(merged.getAs("created_at"));
    return RowFactory.create(
        merged.getAs("topic"),
        Window.of(createdAt, windowSize).start(),
        merged.getAs("label"),
        tenThousandths(merged.getAs("positive")),
        tenThousandths(merged.getAs("negative")),
        tenThousandths(merged.getAs("neutral")),
        tenThousandths(merged.getAs("mixed")));
  }

  private static Row finish(Row sums, Duration windowSize) {
    Totals totals =
        new Totals(
            sums.getAs("positives"),
            sums.getAs("negatives"),
            sums.getAs("neutrals"),
            sums.getAs("mixeds"),
            sums.getAs("unscored"),
            sums.getAs("sum_positive"),
            sums.getAs("sum_negative"),
            sums.getAs("sum_neutral"),
            sums.getAs("sum_mixed"));
    Window window = Window.of(instant(sums.getAs("window_start")), windowSize);
    return RowFactory.create(AvroRows.values(totals.aggregate(window, sums.getAs("topic"))));
  }

  private static StructType windowed() {
    StructType columns =
        new StructType()
            .add("topic", DataTypes.StringType)
            .add("window_start", DataTypes.TimestampType)
            .add("label", DataTypes.StringType);
    for (Label label : SCORED) {
      columns = columns.add(scoreColumn(label), DataTypes.LongType);
    }
    return columns;
  }

  private static String scoreColumn(Label label) {
    return label.name().toLowerCase(Locale.ROOT);
  }

  private static Column count(Label label) {
    return when(col("label").equalTo(label.name()), lit(1L)).otherwise(lit(0L));
  }

  private static Column decimal(String column) {
    return round(col(column), 4).cast(DataTypes.createDecimalType(5, 4)).as(column);
  }

  private static long tenThousandths(Double score) {
    return score == null ? 0 : TenThousandths.of(score);
  }

  /** Spark returns times as one type or the other, depending on its configuration. */
  private static Instant instant(Object time) {
    return time instanceof java.sql.Timestamp timestamp ? timestamp.toInstant() : (Instant) time;
  }

  private static Stream<Row> records(Iterator<Row> rows) {
    Iterable<Row> iterable = () -> rows;
    return StreamSupport.stream(iterable.spliterator(), false);
  }
}
