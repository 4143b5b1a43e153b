package io.tweetsentiment.emr;

import io.tweetsentiment.schemas.rules.Window;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

  private static final Logger LOG = LoggerFactory.getLogger(BatchMain.class);

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
          "Output folder; its tables are replaced when the new ones are complete. It receives tweet, sentiment and left-out, as"
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
      names = "--from",
      paramLabel = "DAY",
      description =
          "First day to write, such as 2026-03-01, UTC; the days from --from to before --to are"
              + " replaced in the output and others stay. Implies --by-day.")
  private LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DAY",
      description = "First day that is not written any more.")
  private LocalDate to;

  @Option(
      names = "--by-day",
      description =
          "Partition tweet and sentiment by day: folders dt=2026-03-01, one object for up to"
              + " 2,000,000 rows.")
  private boolean byDay;

  @Option(
      names = "--topic",
      paramLabel = "SUBJECT",
      description = "Topic that tweets are about, may be repeated; all by default.")
  private List<String> subjects = new ArrayList<>();

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
  public Integer call() {
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
    PrintWriter err = spec.commandLine().getErr();
    try {
      BatchOptions options = options();
      try (SparkSession spark = configure(builder).getOrCreate()) {
        new BatchRun(spark, options, spec.commandLine().getOut(), err).run();
      }
      return 0;
    } catch (BadInputException e) {
      LOG.debug("bad input", e);
      err.println("batch: " + e.getMessage());
      return 2;
    } catch (Exception e) {
      // Spark throws checked exceptions that its methods do not declare.
      LOG.debug("the job failed", e);
      err.println("batch: " + Failures.line(e) + " The old output is unchanged.");
      return 1;
    }
  }

  private BatchOptions options() {
    if (window.isZero() || window.isNegative()) {
      throw new BadInputException(
          "--window is " + window + "; it takes more than zero, such as PT15M.");
    }
    if ((from == null) != (to == null)) {
      throw new BadInputException("--from and --to are used together.");
    }
    if (from != null && !from.isBefore(to)) {
      throw new BadInputException(
          "--from " + from + " is not before --to " + to + ", which is the first day left out.");
    }
    if (from != null && Duration.ofDays(1).toMillis() % window.toMillis() != 0) {
      throw new BadInputException(
          "--window "
              + window
              + " does not divide a day, so the windows of --from and --to are not complete.");
    }
    return new BatchOptions(
        topics,
        output,
        rawTopic,
        sentimentTopic,
        subjects,
        Optional.ofNullable(from).map(first -> new Output.Days(first, to)),
        byDay || from != null,
        window,
        rescore);
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
