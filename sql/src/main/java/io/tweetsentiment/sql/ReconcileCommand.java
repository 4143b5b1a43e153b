package io.tweetsentiment.sql;

import io.tweetsentiment.cli.CommandException;
import io.tweetsentiment.cli.ExitCode;
import io.tweetsentiment.schemas.rules.Window;
import io.tweetsentiment.sql.reconcile.Comparison;
import io.tweetsentiment.sql.reconcile.DayRange;
import io.tweetsentiment.sql.warehouse.WarehouseConnection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.s3.S3Client;

/** The command {@code reconcile}. */
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    description =
        "Compares the windows of the stream, the batch job and the warehouse. Ends with 1 when they"
            + " differ.")
public final class ReconcileCommand implements Callable<Integer> {

  private static final int SHOWN_TWEETS = 20;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Properties file with the settings of the loader.")
  private Path file;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "DAY",
      description = "First day, such as 2026-03-01, UTC.")
  private LocalDate from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DAY",
      description = "First day that is not compared any more.")
  private LocalDate to;

  @Option(
      names = "--batch",
      paramLabel = "FOLDER",
      description = "Output of the batch job: a folder, or s3:// of the sinks' bucket.")
  private String batch;

  @Option(
      names = "--window",
      description = "Size of the stream's windows, ISO-8601; default PT15M.")
  private Duration window = Window.DEFAULT_SIZE;

  @Option(
      names = "--fix",
      description =
          "Load what the bucket has and the warehouse lacks, also from objects that are recorded as"
              + " loaded, and compare again.")
  private boolean fix;

  @Spec private CommandSpec spec;

  private final Map<String, String> environment;
  private final Function<LoaderConfig, S3Client> clients;

  public ReconcileCommand() {
    this(System.getenv(), S3Clients::of);
  }

  ReconcileCommand(Map<String, String> environment, Function<LoaderConfig, S3Client> clients) {
    this.environment = environment;
    this.clients = clients;
  }

  @Override
  public Integer call() {
    if (!from.isBefore(to)) {
      throw CommandException.badInput(
          "--from " + from + " is not before --to " + to + ", which is the first day left out.");
    }
    if (window.isZero() || window.isNegative()) {
      throw CommandException.badInput("--window is " + window + "; it takes more than zero.");
    }
    LoaderConfig config = LoaderConfig.load(Optional.ofNullable(file), environment);
    Clock clock = Clock.systemUTC();
    try (S3Client s3 = clients.apply(config);
        Reconciler reconciler =
            new Reconciler(
                config,
                s3,
                () ->
                    WarehouseConnection.connect(
                        config.jdbcUrl(), config.jdbcUser(), config.jdbcPassword()),
                clock,
                window)) {
      DayRange range = new DayRange(from, to);
      Reconciler.Report report = reconciler.compare(range, Optional.ofNullable(batch));
      if (fix && !report.differences().isEmpty()) {
        try (Loader loader = Loader.open(config, s3, clock)) {
          LoadResult again = loader.loadAgain(report.objects());
          LoadResult others = loader.loadOnce();
          out()
              .printf(
                  Locale.ROOT,
                  "loaded %d objects, %d rows%n",
                  again.objects() + others.objects(),
                  again.rows() + others.rows());
        }
        report = reconciler.compare(range, Optional.ofNullable(batch));
      }
      return show(report);
    } catch (LoadException e) {
      throw e.kind() == LoadException.Kind.DIE
          ? CommandException.failed(e.getMessage(), e)
          : CommandException.badInput(e.getMessage(), e);
    } catch (IOException | IllegalArgumentException e) {
      throw CommandException.badInput(
          "cannot read the batch job's output " + batch + ": " + e.getMessage(), e);
    }
  }

  private int show(Reconciler.Report report) {
    String sides = batch == null ? "stream and warehouse" : "stream, batch job and warehouse";
    if (report.differences().isEmpty()) {
      out().printf(Locale.ROOT, "equal: %d windows of %s%n", report.windows(), sides);
      return ExitCode.DONE;
    }
    out().println("window                topic     stream  batch  warehouse  likely cause");
    for (Comparison.Difference each : report.differences()) {
      out()
          .printf(
              Locale.ROOT,
              "%s  %s  %d  %s  %d  %s%n",
              each.window().start(),
              each.window().topic(),
              each.stream(),
              each.batch().map(String::valueOf).orElse("-"),
              each.warehouse(),
              each.cause());
    }
    report.missingTweets().stream()
        .limit(SHOWN_TWEETS)
        .forEach(
            tweet ->
                out()
                    .printf(
                        "tweet %s of topic %s is in %s and not in the warehouse%n",
                        tweet.tweetId(), tweet.topic(), tweet.object()));
    report.surplusTweets().stream()
        .limit(SHOWN_TWEETS)
        .forEach(
            tweet ->
                out()
                    .printf(
                        "tweet %s of topic %s is in the warehouse and not in the bucket%n",
                        tweet.get(1), tweet.get(0)));
    out()
        .printf(
            Locale.ROOT,
            "%d of %d windows of %s differ; %d tweets are not in the warehouse, %d only there%n",
            report.differences().size(),
            report.windows(),
            sides,
            report.missingTweets().size(),
            report.surplusTweets().size());
    return ExitCode.FAILED;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
