package io.tweetsentiment.standalone.cli;

import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.settings.SettingsException;
import io.tweetsentiment.standalone.feed.LiveFeed;
import io.tweetsentiment.standalone.feed.SearchScope;
import io.tweetsentiment.standalone.feed.TweetFeed;
import io.tweetsentiment.standalone.run.DataFolder;
import io.tweetsentiment.standalone.run.RunOptions;
import io.tweetsentiment.standalone.run.StandaloneRun;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tweet-sentiment standalone}: the whole pipeline. */
@Command(
    name = "standalone",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Runs the whole pipeline on this machine, without Docker or a cloud account. Its page is"
            + " http://127.0.0.1:8080/.")
final class StandaloneCommand implements Callable<Integer> {

  private static final String TWEETS = "tweets";

  @Option(
      names = "--tweets",
      paramLabel = "FILE",
      description =
          "File of X API v2 objects, one per line, .jsonl or .jsonl.gz; may be repeated. Default: a"
              + " generated sample.")
  private List<Path> tweets = new ArrayList<>();

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description =
          "Where the tweets come from: tweets (the files of --tweets or the sample), x (with the token"
              + " in X_BEARER_TOKEN), or jetstream (posts of Bluesky, without a token). Variables"
              + " such as PRODUCER_MAX_COST set the producer's settings. Default: tweets.")
  private String source;

  @Option(
      names = "--keyword",
      paramLabel = "WORD",
      description =
          "With --source jetstream: word or phrase of the posts; may be repeated. Default: the topics.")
  private List<String> keywords = new ArrayList<>();

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description =
          "Topic to search for; may be repeated. Default: all topics of the tweets. x and jetstream"
              + " need one.")
  private List<String> topics = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "T",
      description =
          "Start of the span: a time such as 2020-10-21T00:00:00Z, or a date. Default: the first"
              + " tweet.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "T",
      description = "End of the span, exclusive: a time or a date. Default: the last tweet.")
  private String to;

  @Option(
      names = "--engine",
      defaultValue = "local",
      description =
          "Engine that scores the tweets: local, comprehend (the emulator), http, or onnx if its jars"
              + " are on the class path. Environment variables set its settings: local.model is"
              + " STREAMS_LOCAL_MODEL. Default: ${DEFAULT-VALUE}.")
  private String engine;

  @Option(
      names = "--once",
      description = "End when everything is in the warehouse, instead of continuing to run.")
  private boolean once;

  @Option(
      names = "--max-idle",
      paramLabel = "DURATION",
      defaultValue = "PT5M",
      description =
          "With --once: fail with exit code 1, and report what is missing, after this time without"
              + " progress. Default: ${DEFAULT-VALUE}, five minutes.")
  private String maxIdle;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write the final /status to this file, as JSON.")
  private Path report;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description =
          "Folder for all data of the run; the next start continues with it. Default: ./data.")
  private Path data;

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      defaultValue = "0",
      description = "Add N to all ports. Default: ${DEFAULT-VALUE}.")
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
    TweetFeed searched = feed(options);
    try (DataFolder folder = DataFolder.open(data)) {
      logInto(folder);
      return StandaloneRun.execute(options, searched, folder, open);
    }
  }

  private TweetFeed feed(RunOptions options) {
    Map<String, String> environment = System.getenv();
    boolean live = LiveFeed.X.equals(source) || LiveFeed.JETSTREAM.equals(source);
    if (source != null && !live && !source.equals(TWEETS)) {
      throw new SettingsException("--source is '" + source + "'; it takes tweets, x or jetstream.");
    }
    if (!live) {
      if (source == null && tweets.isEmpty() && LiveFeed.hasToken(environment)) {
        throw new SettingsException(
            "there is a token of X in the environment, and no --source: --source x searches X,"
                + " --source tweets runs the generated sample.");
      }
      if (!keywords.isEmpty()) {
        throw new SettingsException("--keyword is for --source jetstream.");
      }
      return SearchScope.of(options.tweets(), options.topics(), options.from(), options.to());
    }
    if (!tweets.isEmpty()) {
      throw new SettingsException("--tweets names files; leave it out with --source " + source);
    }
    if (once && options.to().isEmpty()) {
      throw new SettingsException("--once with --source " + source + " needs --to.");
    }
    return new LiveFeed(
        source,
        options.topics(),
        keywords,
        options.from(),
        options.to(),
        environment,
        Clock.systemUTC());
  }

  /**
   * Sends the log to the data folder, because the console is for the user. Call it before the first
   * logger is created.
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
    return Optional.ofNullable(text).map(given -> Settings.instant(option, given));
  }
}
