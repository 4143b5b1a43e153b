package io.tweetsentiment.emr;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.schemas.rules.Window;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.avro.Schema;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Entry point of the batch job, for {@code spark-submit} and for local mode. */
@Command(
    name = "batch",
    mixinStandardHelpOptions = true,
    description =
        "Recomputes tweets and aggregates from the objects that the S3 sinks wrote, and writes them as"
            + " Parquet and CSV, ready for COPY.")
public final class BatchMain implements Callable<Integer> {

  @Option(
      names = "--topics",
      required = true,
      description =
          "Folder with the topics' folders, such as s3://bucket/topics; tweets.raw and"
              + " tweets.sentiment below it are read.")
  private String topics;

  @Option(
      names = "--output",
      required = true,
      description =
          "Output folder; its content is replaced. It receives tweet, sentiment and left-out, as"
              + " Parquet and as CSV. left-out lists, with the reason, the tweets that are in no"
              + " table and were not deleted.")
  private String output;

  @Option(
      names = "--raw-topic",
      defaultValue = "tweets.raw",
      description = "Topic with the tweets (${DEFAULT-VALUE}).")
  private String rawTopic;

  @Option(
      names = "--sentiment-topic",
      defaultValue = "tweets.sentiment",
      description = "Topic with the sentiments (${DEFAULT-VALUE}).")
  private String sentimentTopic;

  @Option(
      names = "--window",
      description =
          "Size of a window, ISO-8601; must equal the window of the stream. Default: PT15M.")
  private Duration window = Window.DEFAULT_SIZE;

  @Option(
      names = "--rescore",
      description =
          "Score every text again with the local engine instead of reading the stream's sentiments.")
  private boolean rescore;

  @Option(
      names = "--master",
      description = "Spark master when the job is not started by spark-submit, such as local[2].")
  private String master;

  @Spec private CommandSpec spec;

  /** Runs the job. Exit codes: 0 done, 1 failed, 2 bad input. */
  public static void main(String[] args) {
    CommandLine batch = new CommandLine(new BatchMain());
    batch.setParameterExceptionHandler(
        (failure, arguments) -> {
          batch.getErr().println("batch: " + failure.getMessage() + " (--help lists the options)");
          return CommandLine.ExitCode.USAGE;
        });
    int code = batch.execute(args);
    if (code != 0) {
      System.exit(code);
    }
  }

  @Override
  public Integer call() throws IOException {
    if (window.isZero() || window.isNegative()) {
      return badInput("--window is " + window + "; it takes more than zero, such as PT15M.");
    }
    SparkSession.Builder builder = SparkSession.builder().appName("tweet-sentiment-batch");
    if (master != null) {
      builder
          .master(master)
          .config("spark.ui.enabled", "false")
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.driver.bindAddress", "127.0.0.1")
          // One machine has few cores; the default of 200 partitions suits a cluster.
          .config("spark.sql.shuffle.partitions", "8");
    }
    try (SparkSession spark = configure(builder).getOrCreate()) {
      List<String> read = rescore ? List.of(rawTopic) : List.of(rawTopic, sentimentTopic);
      for (String topic : read) {
        // Loading an empty result would empty the warehouse.
        if (!hasObjects(spark, topic)) {
          return badInput(
              "no Parquet object found below "
                  + folder(topic)
                  + "; correct --topics, or wait until the S3 sink has written some."
                  + (topic.equals(sentimentTopic) ? " With --rescore none is needed there." : ""));
        }
      }
      Dataset<Row> raw = read(spark, rawTopic, Tweet.getClassSchema());
      Dataset<Row> sentiments =
          rescore
              ? LocalScoring.score(raw, Instant.now())
              : read(spark, sentimentTopic, TweetSentiment.getClassSchema());
      Dataset<Row> resolved = BatchJob.resolve(raw, sentiments).cache();
      Dataset<Row> merged = BatchJob.merged(resolved);
      Dataset<Row> leftOut = BatchJob.leftOut(resolved);
      write(BatchJob.tweetTable(merged), "tweet", "yyyy-MM-dd HH:mm:ss.SSS");
      write(
          BatchJob.sentimentTable(BatchJob.aggregate(merged, window)),
          "sentiment",
          "yyyy-MM-dd HH:mm:ss");
      write(leftOut, "left-out", "yyyy-MM-dd HH:mm:ss");
      spec.commandLine()
          .getOut()
          .printf(
              Locale.ROOT,
              "tweets %d, left out %d (reasons in %s/left-out-csv)%n",
              merged.count(),
              leftOut.count(),
              output);
    }
    return 0;
  }

  private int badInput(String why) {
    spec.commandLine().getErr().println("batch: " + why);
    return 2;
  }

  private String folder(String topic) {
    return topics + "/" + topic;
  }

  private boolean hasObjects(SparkSession spark, String topic) throws IOException {
    org.apache.hadoop.fs.Path folder = new org.apache.hadoop.fs.Path(folder(topic));
    FileSystem files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
    if (!files.exists(folder)) {
      return false;
    }
    RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, true);
    while (all.hasNext()) {
      if (all.next().getPath().getName().endsWith(".parquet")) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads the objects of a topic. Columns that an object lacks are null; without the schema Spark
   * would apply the columns of one object to all.
   */
  private Dataset<Row> read(SparkSession spark, String topic, Schema schema) {
    return spark.read().schema(AvroRows.columns(schema)).parquet(folder(topic));
  }

  private void write(Dataset<Row> table, String name, String timeFormat) {
    table.write().mode(SaveMode.Overwrite).parquet(output + "/" + name);
    table
        .write()
        .mode(SaveMode.Overwrite)
        .option("timestampFormat", timeFormat)
        .option("emptyValue", "\"\"")
        .option("escape", "\"")
        // By default the writer would trim the text.
        .option("ignoreLeadingWhiteSpace", "false")
        .option("ignoreTrailingWhiteSpace", "false")
        .csv(output + "/" + name + "-csv");
  }

  static SparkSession.Builder configure(SparkSession.Builder builder) {
    for (List<String> setting :
        List.of(
            List.of("spark.sql.session.timeZone", "UTC"),
            List.of("spark.sql.datetime.java8API.enabled", "true"),
            List.of("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MILLIS"),
            // Writes few large objects; otherwise every task of a cluster would write its own.
            List.of("spark.sql.adaptive.coalescePartitions.parallelismFirst", "false"),
            // A value that does not fit its column must not become null silently.
            List.of("spark.sql.ansi.enabled", "true"))) {
      builder.config(setting.get(0), setting.get(1));
    }
    return builder;
  }
}
