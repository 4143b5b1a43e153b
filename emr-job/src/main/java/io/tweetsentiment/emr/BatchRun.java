package io.tweetsentiment.emr;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;

import io.tweetsentiment.emr.TopicObjects.Skipped;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** One run of the job: reads, resolves, writes beside the old output, and takes its place. */
final class BatchRun {

  /** About 512 MB of tweets in Parquet. */
  private static final long ROWS_OF_A_FILE = 2_000_000;

  private static final int SHOWN_SKIPPED = 20;

  private final SparkSession spark;
  private final BatchOptions options;
  private final PrintWriter out;
  private final PrintWriter err;

  BatchRun(SparkSession spark, BatchOptions options, PrintWriter out, PrintWriter err) {
    this.spark = spark;
    this.options = options;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs the job.
   *
   * @throws BadInputException when there is nothing to read; nothing was written
   */
  void run() throws IOException {
    TopicObjects raw = objects(options.rawTopic(), Tweet.getClassSchema());
    TopicObjects sentiments =
        options.rescore()
            ? new TopicObjects("", List.of(), List.of())
            : objects(options.sentimentTopic(), TweetSentiment.getClassSchema());
    Output output =
        new Output(
            options.output(),
            UUID.randomUUID().toString(),
            spark.sparkContext().hadoopConfiguration());
    try {
      write(output, raw, sentiments);
    } finally {
      output.clean();
    }
  }

  /** Loading an empty result would empty the warehouse, so it needs at least one object. */
  private TopicObjects objects(String topic, Schema schema) {
    TopicObjects objects = TopicObjects.list(spark, options.topics() + "/" + topic, schema);
    List<Skipped> skipped = objects.skipped();
    skipped.stream()
        .limit(SHOWN_SKIPPED)
        .forEach(one -> err.println("batch: skipped " + one.path() + ": " + one.reason()));
    if (skipped.size() > SHOWN_SKIPPED) {
      err.println("batch: skipped " + (skipped.size() - SHOWN_SKIPPED) + " more; see skipped-csv");
    }
    if (objects.readable().isEmpty()) {
      throw new BadInputException(
          "no Parquet object found below "
              + objects.folder()
              + (skipped.isEmpty() ? "" : " that holds records of the topic")
              + "; correct --topics, or wait until the S3 sink has written some."
              + (topic.equals(options.sentimentTopic())
                  ? " With --rescore none is needed there."
                  : ""));
    }
    return objects;
  }

  private void write(Output output, TopicObjects rawObjects, TopicObjects sentimentObjects)
      throws IOException {
    Dataset<Row> raw = ofTopics(read(rawObjects, Tweet.getClassSchema()));
    requireRows(raw);
    Dataset<Row> sentiments =
        options.rescore()
            ? LocalScoring.score(raw, Instant.now())
            : read(sentimentObjects, TweetSentiment.getClassSchema());
    Dataset<Row> resolved = BatchJob.resolve(raw, sentiments).cache();
    Dataset<Row> merged = inRange(BatchJob.merged(resolved));
    Dataset<Row> leftOut = BatchJob.leftOut(resolved);
    if (options.days().isPresent()) {
      for (String table : List.of("tweet", "tweet-csv", "sentiment", "sentiment-csv")) {
        output.requireDays(table);
      }
    }
    writeTable(
        output, BatchJob.tweetTable(merged), "tweet", "created_at", "yyyy-MM-dd HH:mm:ss.SSS");
    Dataset<Row> windows = BatchJob.sentimentTable(BatchJob.aggregate(merged, options.window()));
    writeTable(output, windows, "sentiment", "window_time", "yyyy-MM-dd HH:mm:ss");
    writeFlat(output, leftOut, "left-out", "yyyy-MM-dd HH:mm:ss");
    List<Skipped> skipped = new ArrayList<>(rawObjects.skipped());
    skipped.addAll(sentimentObjects.skipped());
    output.writeSkipped(skipped);
    List<String> whole = new ArrayList<>(List.of("left-out", "left-out-csv", "skipped-csv"));
    List<String> tables = List.of("tweet", "tweet-csv", "sentiment", "sentiment-csv");
    if (options.days().isPresent()) {
      for (String table : tables) {
        output.publishDays(table, options.days().get());
      }
    } else {
      whole.addAll(tables);
    }
    output.publish(whole);
    output.writeManifest("tweet");
    output.writeManifest("sentiment");
    report(raw, merged, leftOut, rawObjects, sentimentObjects);
  }

  private void report(
      Dataset<Row> raw,
      Dataset<Row> merged,
      Dataset<Row> leftOut,
      TopicObjects rawObjects,
      TopicObjects sentimentObjects) {
    out.printf(
        Locale.ROOT,
        "read %d records of tweets from %d objects and sentiments from %d; skipped %d objects%n",
        raw.count(),
        rawObjects.readable().size(),
        sentimentObjects.readable().size(),
        rawObjects.skipped().size() + sentimentObjects.skipped().size());
    long left = leftOut.count();
    List<Row> reasons =
        left == 0 ? List.of() : leftOut.groupBy("reason").count().orderBy("reason").collectAsList();
    for (Row reason : reasons) {
      out.printf(Locale.ROOT, "left out %d: %s%n", reason.getLong(1), reason.getString(0));
    }
    out.printf(
        Locale.ROOT,
        "tweets %d, left out %d (reasons in %s/left-out-csv)%n",
        merged.count(),
        left,
        options.output());
  }

  /**
   * Reads objects of a topic. Columns that an object lacks are null; without the schema Spark would
   * apply the columns of one object to all.
   */
  private Dataset<Row> read(TopicObjects objects, Schema schema) {
    return spark
        .read()
        .schema(AvroRows.columns(schema))
        .parquet(objects.readable().toArray(String[]::new));
  }

  private Dataset<Row> ofTopics(Dataset<Row> raw) {
    return options.subjects().isEmpty()
        ? raw
        // A deletion without a topic is one of all topics.
        : raw.where(col("topic").isNull().or(col("topic").isin(options.subjects().toArray())));
  }

  private void requireRows(Dataset<Row> raw) {
    if (inRange(raw).isEmpty()) {
      String what =
          options.days().map(days -> " of " + days.from() + " to " + days.to()).orElse("")
              + (options.subjects().isEmpty() ? "" : " about " + options.subjects());
      throw new BadInputException(
          "no tweet" + what + " below " + options.topics() + "; nothing was written.");
    }
  }

  private Dataset<Row> inRange(Dataset<Row> tweets) {
    if (options.days().isEmpty()) {
      return tweets;
    }
    Instant from = options.days().get().from().atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant to = options.days().get().to().atStartOfDay(ZoneOffset.UTC).toInstant();
    return tweets.where(col("created_at").geq(from).and(col("created_at").lt(to)));
  }

  private void writeTable(
      Output output, Dataset<Row> table, String name, String time, String timeFormat) {
    if (!options.byDay()) {
      writeFlat(output, table, name, timeFormat);
      return;
    }
    // One task writes a day, ordered by key.
    Column[] keys = {col("topic"), col(table.columns()[1])};
    Dataset<Row> byDay =
        table
            .withColumn(Output.DAY_COLUMN, date_format(col(time), "yyyy-MM-dd"))
            .repartition(col(Output.DAY_COLUMN))
            .sortWithinPartitions(col(Output.DAY_COLUMN), keys[0], keys[1]);
    writer(byDay).partitionBy(Output.DAY_COLUMN).parquet(output.staged(name));
    csv(writer(byDay).partitionBy(Output.DAY_COLUMN), timeFormat).csv(output.staged(name + "-csv"));
  }

  private static void writeFlat(Output output, Dataset<Row> table, String name, String timeFormat) {
    writer(table).parquet(output.staged(name));
    csv(writer(table), timeFormat).csv(output.staged(name + "-csv"));
  }

  private static DataFrameWriter<Row> writer(Dataset<Row> table) {
    return table.write().option("maxRecordsPerFile", ROWS_OF_A_FILE);
  }

  private static DataFrameWriter<Row> csv(DataFrameWriter<Row> writer, String timeFormat) {
    return writer
        .option("timestampFormat", timeFormat)
        .option("emptyValue", "\"\"")
        .option("escape", "\"")
        // By default the writer would trim the text.
        .option("ignoreLeadingWhiteSpace", "false")
        .option("ignoreTrailingWhiteSpace", "false");
  }
}
