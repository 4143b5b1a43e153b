package io.tweetsentiment.sql;

import io.tweetsentiment.cli.CommandException;
import io.tweetsentiment.cli.ExitCode;
import io.tweetsentiment.sql.audit.OffsetGap;
import io.tweetsentiment.sql.log.LogThrottle;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code load}. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description = "Loads the S3 sink's objects into the warehouse, Redshift or PostgreSQL.")
public final class LoadCommand implements Callable<Integer> {

  /** Subject of {@link #failures}: there is one pass at a time. */
  private static final String PASS = "pass";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Properties file with the settings.")
  private Path file;

  @Option(names = "--once", description = "Make one pass and end.")
  private boolean once;

  @Option(
      names = "--every",
      paramLabel = "DURATION",
      description = "Pause between two passes, ISO-8601; default PT10S.")
  private String every;

  @Option(names = "--create", description = "Create the missing tables.")
  private boolean create;

  @Option(
      names = "--check",
      description =
          "Load nothing: list the loaded objects that are no longer in the bucket, and the offsets"
              + " that no loaded object contains. Ends with 1 when there are such offsets.")
  private boolean check;

  @Spec private CommandSpec spec;

  private final Map<String, String> environment;
  private final Function<LoaderConfig, Loader> loaders;
  private final Sleeper sleeper;
  private final LogThrottle failures = new LogThrottle(Clock.systemUTC());

  public LoadCommand() {
    this(System.getenv(), Loader::open, duration -> Thread.sleep(duration.toMillis()));
  }

  LoadCommand(
      Map<String, String> environment, Function<LoaderConfig, Loader> loaders, Sleeper sleeper) {
    this.environment = environment;
    this.loaders = loaders;
    this.sleeper = sleeper;
  }

  @Override
  public Integer call() {
    try {
      LoaderConfig config = LoaderConfig.load(Optional.ofNullable(file), environment());
      try (Loader loader = loaders.apply(config)) {
        if (create) {
          loader.createTables();
        }
        if (check) {
          return check(loader);
        }
        report(loader.loadOnce());
        if (once) {
          loader.gaps().forEach(gap -> warn("rows may be missing: " + gap.message()));
          return ExitCode.DONE;
        }
        return repeat(loader, config.every());
      }
    } catch (LoadException e) {
      // The first pass checks the configuration, so a service it cannot reach counts as bad input.
      throw e.kind() == LoadException.Kind.DIE
          ? CommandException.failed(e.getMessage(), e)
          : CommandException.badInput(e.getMessage(), e);
    }
  }

  private int check(Loader loader) {
    PrintWriter out = spec.commandLine().getOut();
    List<String> missing = loader.missingObjects();
    missing.forEach(key -> out.println("loaded, but no longer in the bucket: " + key));
    List<OffsetGap> gaps = loader.gaps();
    gaps.forEach(gap -> out.println(gap.message()));
    out.println(
        String.format(
            "%d loaded objects are no longer in the bucket; %d gaps between offsets",
            missing.size(), gaps.size()));
    return gaps.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private int repeat(Loader loader, Duration pause) {
    while (true) {
      try {
        sleeper.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return ExitCode.DONE;
      }
      try {
        report(loader.loadChanges());
        failures.reset(PASS);
      } catch (LoadException e) {
        if (e.kind() != LoadException.Kind.RETRY) {
          throw CommandException.failed(e.getMessage(), e);
        }
        if (failures.isDue(PASS, e.getMessage())) {
          log().warn("{} The loader tries again every {}.", e.getMessage(), pause);
        }
      }
    }
  }

  /**
   * Not a constant: the program creates every command before one of them configures the logging.
   */
  private static Logger log() {
    return LoggerFactory.getLogger(LoadCommand.class);
  }

  private Map<String, String> environment() {
    if (every == null) {
      return environment;
    }
    Map<String, String> withEvery = new HashMap<>(environment);
    withEvery.put("LOADER_EVERY", every);
    return withEvery;
  }

  private void report(LoadResult result) {
    String line =
        String.format(
            "loaded %d objects, %d rows; tweet has %d rows, sentiment %d, load_reject %d",
            result.objects(), result.rows(), result.tweets(), result.windows(), result.rejects());
    if (once) {
      spec.commandLine().getOut().println(line);
    } else if (result.objects() > 0) {
      log().info(line);
    }
  }

  private void warn(String line) {
    spec.commandLine().getErr().println(line);
  }
}
