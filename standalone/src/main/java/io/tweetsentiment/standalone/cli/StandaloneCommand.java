package io.tweetsentiment.standalone.cli;

import io.tweetsentiment.settings.SettingsException;
import io.tweetsentiment.standalone.run.DataFolder;
import io.tweetsentiment.standalone.run.RunOptions;
import io.tweetsentiment.standalone.run.SearchScope;
import io.tweetsentiment.standalone.run.StandaloneRun;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bin/tweet-sentiment standalone}. */
@Command(
    name = "standalone",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Runs the whole pipeline on this machine, without Docker or a cloud account, with its page on"
            + " http://127.0.0.1:8080/.")
public final class StandaloneCommand implements Callable<Integer> {

  @Option(
      names = "--tweets",
      paramLabel = "FILE",
      description =
          "File of X API v2 objects, one a line, .jsonl or .jsonl.gz; may be given again. Without it:"
              + " a generated sample.")
  private List<Path> tweets = new ArrayList<>();

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description =
          "Topic to search for; may be given again. Without it: all topics of the tweets.")
  private List<String> topics = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "T",
      description = "Start of the span, such as 2020-10-21T00:00:00Z. Without it: the first tweet.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "T",
      description = "End of the span, exclusive. Without it: the last tweet.")
  private String to;

  @Option(
      names = "--engine",
      defaultValue = "local",
      description =
          "Who scores: local, comprehend (its emulator), http, or onnx where its jars are. The"
              + " engine's settings come from environment variables: local.model is"
              + " STREAMS_LOCAL_MODEL. Default: ${DEFAULT-VALUE}.")
  private String engine;

  @Option(
      names = "--once",
      description = "End when everything is in the warehouse, instead of keeping on running.")
  private boolean once;

  @Option(
      names = "--max-idle",
      paramLabel = "DURATION",
      defaultValue = "PT5M",
      description =
          "With --once: end with code 1, and say what is missing, when nothing has moved for this"
              + " long. Default: ${DEFAULT-VALUE}, five minutes.")
  private String maxIdle;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write what /status says at the end to this file.")
  private Path report;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "Folder of the run; a second start continues with it. Default: ./data.")
  private Path data;

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      defaultValue = "0",
      description = "Moves all ports by N. Default: ${DEFAULT-VALUE}.")
  private int portOffset;

  @Option(names = "--open", description = "Open the page in the browser.")
  private boolean open;

  @Override
  public Integer call() throws Exception {
    RunOptions options =
        new RunOptions(
            tweets,
            topics,
            instant("--from", from),
            instant("--to", to),
            engine,
            once,
            duration("--max-idle", maxIdle),
            Optional.ofNullable(report),
            data,
            portOffset);
    SearchScope searched = SearchScope.of(options);
    try (DataFolder folder = DataFolder.open(data)) {
      logInto(folder);
      return StandaloneRun.execute(options, searched, folder, open);
    }
  }

  /**
   * Before the first logger is made: the console is for the user, the log goes to the data folder.
   */
  private static void logInto(DataFolder data) {
    System.setProperty("log4j2.configurationFile", "log4j2-standalone.properties");
    System.setProperty("tweet-sentiment.log", data.resolve("logs/pipeline.log").toString());
  }

  private static Duration duration(String option, String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new SettingsException(
          option + " is '" + text + "'; it takes an ISO-8601 duration such as PT5M.", e);
    }
  }

  private static Optional<Instant> instant(String option, String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      throw new SettingsException(
          option + " is '" + text + "'; it takes a time such as 2020-10-21T00:00:00Z.", e);
    }
  }
}
