package io.tweetsentiment.producer;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.tweetsentiment.cli.CommandException;
import io.tweetsentiment.cli.ExitCode;
import io.tweetsentiment.producer.config.ConfigFile;
import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.failure.Sleeper;
import io.tweetsentiment.producer.sink.SinkConfig;
import io.tweetsentiment.producer.staging.StagingConfig;
import io.tweetsentiment.producer.x.XHttp;
import io.tweetsentiment.settings.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code ingest}. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {StatusCommand.class, RetryCommand.class, PlanCommand.class},
    description =
        "Fetches tweets from X over a time span, or from another source, and puts them to Kinesis."
            + " Settings come from the"
            + " file of --config and from PRODUCER_... variables; options override both.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:complete",
      "1:failed, or some slices failed or are lost; run the same command again to continue",
      "2:bad input",
      "3:stopped by --max-tweets, --max-requests or --max-cost before the end"
    })
public final class IngestCommand implements Callable<Integer> {

  private static final long SECONDS_BETWEEN_LINES = 30;

  private final Map<String, String> environment;

  @Option(
      names = "--config",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "File with the settings: properties, YAML, or the reference system's own.")
  private Path file;

  @Option(
      names = "--secrets",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "File with secrets in the INI form of the reference system.")
  private Path secrets;

  @Option(
      names = "--print-config",
      description = "Print what each key of the files became, secrets masked, and end.")
  private boolean printConfig;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description =
          "Where the tweets come from: x (default), staging for kept pages, file for tweets files,"
              + " or jetstream for Bluesky.")
  private String source;

  @Option(
      names = "--file",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "Tweets file of --source file; may be repeated.")
  private List<String> files = List.of();

  @Option(
      names = "--speed",
      scope = ScopeType.INHERIT,
      paramLabel = "N",
      description =
          "Read files N times faster than they were written; default 0, as fast as possible.")
  private String speed;

  @Option(
      names = "--keyword",
      scope = ScopeType.INHERIT,
      paramLabel = "WORD",
      description =
          "Word or phrase of the posts of --source jetstream; may be repeated, and any of them"
              + " counts. Default: the topics.")
  private List<String> keywords = List.of();

  @Option(
      names = "--topic",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "Subject; may be repeated.")
  private List<String> topics = List.of();

  @Option(
      names = "--from",
      scope = ScopeType.INHERIT,
      paramLabel = "T",
      description = "Start, such as 2020-10-21T00:00:00Z.")
  private String from;

  @Option(
      names = "--to",
      scope = ScopeType.INHERIT,
      paramLabel = "T",
      description = "End, exclusive.")
  private String to;

  @Option(
      names = "--freq",
      scope = ScopeType.INHERIT,
      paramLabel = "D",
      description = "Length of a slice (PT15M, 15T, 1h).")
  private String freq;

  @Option(
      names = "--max-per-slice",
      scope = ScopeType.INHERIT,
      paramLabel = "N",
      description = "Maximum number of tweets of a slice.")
  private String maxPerSlice;

  @Option(
      names = "--max-tweets",
      scope = ScopeType.INHERIT,
      paramLabel = "N",
      description = "Maximum number of tweets of the run: a hard stop.")
  private String maxTweets;

  @Option(
      names = "--max-requests",
      scope = ScopeType.INHERIT,
      paramLabel = "N",
      description = "Maximum number of billed requests of the run: a hard stop.")
  private String maxRequests;

  @Option(
      names = "--max-cost",
      scope = ScopeType.INHERIT,
      paramLabel = "USD",
      description = "Maximum cost of the run at the configured prices: a hard stop.")
  private String maxCost;

  @Option(
      names = "--sink",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "Where the tweets go: kinesis (default), kafka, file or stdout.")
  private String sink;

  @Option(names = "--follow", description = "Go on with new slices as they come; without --to.")
  private boolean follow;

  @Option(names = "--dry-run", description = "Count the tweets and print what the run would cost.")
  private boolean dryRun;

  @Option(names = "--reset", description = "Discard the checkpoints and begin again.")
  private boolean reset;

  @Spec private CommandSpec spec;

  /** The command in the environment of the process. */
  public IngestCommand() {
    this(System.getenv());
  }

  IngestCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Defaults of a command that needs neither a time span nor X nor topics. */
  static final Map<String, String> NOTHING =
      Map.of(
          "topics",
          "*",
          "from",
          "2006-01-01",
          "to",
          "2106-01-01",
          "x.bearer.token",
          "none",
          "plan.counts.above",
          "1");

  /** Defaults of a command that needs no time span. */
  static final Map<String, String> ANY_TIME =
      Map.of("from", "2006-01-01", "to", "2106-01-01", "plan.counts.above", "1");

  /** Defaults of a command that asks X for nothing. */
  static final Map<String, String> NO_TOKEN = Map.of("x.bearer.token", "none");

  @Override
  public Integer call() throws Exception {
    return withMessage(this::ingest);
  }

  /** Work that fails with a message for the user. */
  @FunctionalInterface
  interface Work {
    int work() throws Exception;
  }

  int withMessage(Work work) throws Exception {
    try {
      return work.work();
    } catch (IngestException e) {
      throw CommandException.failed(e.getMessage(), e);
    }
  }

  /** The configuration, with defaults for what a command does not need. */
  IngestConfig config(Map<String, String> defaults) {
    ConfigFile read = ConfigFile.read(Optional.ofNullable(file), Optional.ofNullable(secrets));
    if (!printConfig) {
      // Not logged: a logger here would be created before other commands have named their log.
      read.unused().forEach(unused -> spec.commandLine().getErr().println(unused));
    }
    Map<String, String> all = withOptions(environment);
    if (defaults.containsKey("to")) {
      // The command is about what is recorded, and has an end also when the run itself has none.
      put(all, "follow", "false");
    }
    IngestConfig config = IngestConfig.load(read, all, reset, defaults);
    requireSource(config.staging().source());
    return config;
  }

  /** An option that the source does not read must not be given in vain, or change what is paid. */
  private void requireSource(StagingConfig.Source from) {
    if (!keywords.isEmpty() && from != StagingConfig.Source.JETSTREAM) {
      throw CommandException.badInput(
          "--keyword is for --source jetstream; query.<topic> sets a query for X.");
    }
    if ((!files.isEmpty() || speed != null) && from != StagingConfig.Source.FILE) {
      throw CommandException.badInput("--file and --speed are for --source file.");
    }
  }

  private int ingest() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    IngestConfig config = config(Map.of());
    if (printConfig) {
      print(config);
      return ExitCode.DONE;
    }
    requirePast(config);
    config.stream().requireFiles();
    if (dryRun && config.streams()) {
      throw CommandException.badInput("--dry-run counts what X would charge for; leave it out.");
    }
    if (dryRun) {
      out.print(DryRun.estimate(config).table());
      out.flush();
      return ExitCode.DONE;
    }
    return run(config);
  }

  /** Shows what each key became. */
  private void print(IngestConfig config) {
    PrintWriter out = spec.commandLine().getOut();
    ConfigFile read = ConfigFile.read(Optional.ofNullable(file), Optional.ofNullable(secrets));
    read.notes().forEach(out::println);
    read.unused().forEach(out::println);
    out.println("settings that differ from their defaults:");
    config.changed().forEach(out::println);
    out.flush();
  }

  /** Runs until the end, a failure or a signal. */
  int run(IngestConfig config) throws Exception {
    try (IngestRun run = IngestRun.open(config)) {
      Thread stop = new Thread(run::close, "ingest-stop");
      Runtime.getRuntime().addShutdownHook(stop);
      try {
        return finish(run, config.sink().kind() == SinkConfig.Kind.STDOUT);
      } finally {
        removeHook(stop);
      }
    }
  }

  /** The end must be past by X's clock; it is asked only when it is not by this machine's. */
  private static void requirePast(IngestConfig config) throws InterruptedException {
    if (config.isPast(Instant.now())) {
      return;
    }
    XHttp http =
        new XHttp(IngestClients.http(config.x()), config.x(), Clock.systemUTC(), Sleeper.THREAD);
    config.requirePast(http.measureTime());
  }

  private int finish(IngestRun run, boolean printsTweets) throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    PrintWriter report = printsTweets ? err : spec.commandLine().getOut();
    boolean terminal = isTerminal();
    ProgressLine lines = new ProgressLine(Instant.now(), run.progress());
    CompletableFuture<IngestOutcome> outcome = run.start();
    while (true) {
      try {
        IngestOutcome ended = outcome.get(terminal ? 1 : SECONDS_BETWEEN_LINES, SECONDS);
        clear(err, terminal);
        report.println(run.progress());
        run.report().lines().forEach(report::println);
        return code(ended, run);
      } catch (TimeoutException e) {
        clear(err, terminal);
        err.print(lines.of(run.progress(), run.waiting(), run.spent(), Instant.now()));
        if (!terminal) {
          err.println();
        }
        err.flush();
      } catch (ExecutionException e) {
        clear(err, terminal);
        err.println(run.progress());
        run.report().lines().forEach(err::println);
        if (e.getCause() instanceof Exception cause) {
          throw cause;
        }
        throw e;
      }
    }
  }

  /** From JDK 22 on there is a console without a terminal too; TERM is set by terminals only. */
  @SuppressWarnings("SystemConsoleNull")
  private boolean isTerminal() {
    return System.console() != null && environment.containsKey("TERM");
  }

  /** Makes room for the next state of the live line. */
  private static void clear(PrintWriter err, boolean terminal) {
    if (terminal) {
      err.print("\r\u001b[K");
    }
  }

  private int code(IngestOutcome ended, IngestRun run) {
    return switch (ended) {
      case COMPLETE -> ExitCode.DONE;
      case STOPPED, INCOMPLETE -> ExitCode.FAILED;
      case LIMIT_REACHED -> {
        spec.commandLine()
            .getErr()
            .println(
                "stopped by "
                    + run.limit()
                    + "; run the same command with a higher limit to continue with"
                    + " the unfinished slices.");
        yield ExitCode.LIMIT_REACHED;
      }
    };
  }

  /** Options override variables, which override the file. */
  private Map<String, String> withOptions(Map<String, String> variables) {
    if (topics.stream().anyMatch(String::isBlank)) {
      throw CommandException.badInput("--topic is empty; it takes the subject to search for.");
    }
    Map<String, String> all = new HashMap<>(variables);
    if (keywords.stream().anyMatch(String::isBlank)) {
      throw CommandException.badInput("--keyword is empty; it takes a word or a phrase.");
    }
    List<String> named = topics.isEmpty() ? keywords : topics;
    put(all, "topics", named.isEmpty() ? null : IngestConfig.topics(named));
    if (!topics.isEmpty() && !keywords.isEmpty()) {
      topics.forEach(topic -> put(all, "query." + topic, IngestConfig.anyOf(keywords)));
    }
    put(all, "file", files.isEmpty() ? null : IngestConfig.topics(files));
    put(all, "file.speed", speed);
    put(all, "from", from);
    put(all, "to", to);
    put(all, "freq", freq);
    put(all, "max.per.slice", maxPerSlice);
    put(all, "max.tweets", maxTweets);
    put(all, "max.requests", maxRequests);
    put(all, "max.cost", maxCost);
    put(all, "sink", sink);
    put(all, "source", source);
    put(all, "follow", follow ? "true" : null);
    return all;
  }

  private static void put(Map<String, String> all, String key, String value) {
    if (value != null) {
      all.put(Settings.variable(IngestConfig.PART, key), value);
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook is running.
    }
  }
}
