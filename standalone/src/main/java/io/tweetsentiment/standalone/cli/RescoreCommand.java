package io.tweetsentiment.standalone.cli;

import io.tweetsentiment.cli.CommandException;
import io.tweetsentiment.cli.ExitCode;
import io.tweetsentiment.schemas.rules.Label;
import io.tweetsentiment.sentiment.EngineUnavailableException;
import io.tweetsentiment.sentiment.Engines;
import io.tweetsentiment.sentiment.Price;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.settings.SettingsException;
import io.tweetsentiment.standalone.parts.LocalEndpoints;
import io.tweetsentiment.standalone.parts.Port;
import io.tweetsentiment.standalone.parts.Ports;
import io.tweetsentiment.standalone.parts.StandaloneEngine;
import io.tweetsentiment.standalone.run.Addresses;
import io.tweetsentiment.streams.StreamsSettings;
import io.tweetsentiment.streams.names.TopicNames;
import io.tweetsentiment.streams.rescore.Rescore;
import io.tweetsentiment.streams.rescore.RescoreChoice;
import io.tweetsentiment.streams.rescore.RescoreLimits;
import io.tweetsentiment.streams.rescore.RescorePlan;
import io.tweetsentiment.streams.rescore.RescoreProgress;
import io.tweetsentiment.streams.rescore.ScoringPump;
import io.tweetsentiment.streams.rescore.SentimentSink;
import io.tweetsentiment.streams.rescore.StoredTweets;
import io.tweetsentiment.streams.rescore.TopicSentiments;
import io.tweetsentiment.streams.rescore.TopicTweets;
import io.tweetsentiment.streams.wire.WireFormat;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tweet-sentiment rescore}: scores stored tweets again with another engine. */
@Command(
    name = "rescore",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Scores stored tweets again and publishes the new sentiments, which win over the old ones: the"
          + " running app moves the aggregates and the warehouse follows, and the batch job agrees.",
      "Texts whose sentiment has the engine already are left out, so the same command goes on after it"
          + " was ended in any way. Texts that the engine rejects keep their sentiment, and are sent, and"
          + " paid, again each time."
    })
final class RescoreCommand implements Callable<Integer> {

  private static final String SERVERS = "kafka.bootstrap.servers";
  private static final String REGISTRY = "schema.registry.url";

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      required = true,
      description =
          "Engine that scores, one and no chain: local, comprehend, http, or onnx if its jars are on"
              + " the class path. It has the settings of the streams app (--config, STREAMS_...). Its"
              + " budget is the one in its engines.folder, which other hosts and folders do not share.")
  private String engine;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Setting of the engine, such as local.model=accurate; may be repeated.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = "--from",
      paramLabel = "T",
      description = "Only tweets created from this time or date on, UTC.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "T",
      description = "Only tweets created before this time or date, UTC.")
  private String to;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description =
          "Only tweets under this topic. A text that a tweet has under several topics has one"
              + " sentiment, so it changes under all of them.")
  private String topic;

  @Option(
      names = "--only",
      paramLabel = "WHAT",
      description =
          "engine=NAME-AND-VERSION: only texts that this engine scored, such as engine=local-2-fast;"
              + " label=LABEL: only texts with this label, such as label=UNSCORED; missing: only texts"
              + " without a sentiment, such as those that an engine rejected. An engine and a label may be"
              + " given together.")
  private List<String> only = List.of();

  @Option(
      names = "--run",
      paramLabel = "N",
      description =
          "Score also what this engine has scored, as scoring run N; texts that have a sentiment of"
              + " this run or a later one are left out. Each text is sent, also when its scores are kept on"
              + " disk. Default: the run after that of the sentiment.")
  private Integer run;

  @Option(
      names = "--dry-run",
      description = "Only print how many texts would be scored and what it costs.")
  private boolean dryRun;

  @Option(
      names = "--max-documents",
      paramLabel = "N",
      description =
          "End, with exit code 1, before more documents than this are sent. Batches that are sent again"
              + " count; those in flight may exceed it when the engine repeats them.")
  private Long maxDocuments;

  @Option(
      names = "--max-cost",
      paramLabel = "DOLLARS",
      description =
          "End, with exit code 1, before the documents cost more than this. Batches that are sent again"
              + " count; those in flight may exceed it when the engine repeats them.")
  private BigDecimal maxCost;

  @Option(
      names = "--max-idle",
      paramLabel = "DURATION",
      defaultValue = "PT5M",
      description =
          "Fail, with exit code 1, when the engine scores nothing for this time. Default:"
              + " ${DEFAULT-VALUE}, five minutes.")
  private String maxIdle;

  @Option(
      names = "--s3",
      paramLabel = "s3://BUCKET/DIR",
      description =
          "Read the objects of the sinks below this folder too, for tweets that the topic no longer"
              + " has.")
  private String s3;

  @Option(
      names = "--s3-endpoint",
      paramLabel = "URL",
      description = "S3 endpoint other than Amazon's. Default for a local run: its own.")
  private String s3Endpoint;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Settings of the streams app, with brokers, registry and topics. Without them and without"
              + " STREAMS_KAFKA_BOOTSTRAP_SERVERS: the run in ./data, or in the folder that"
              + " TWEET_SENTIMENT_DATA names.")
  private Path config;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    requireOneEngine();
    RescoreChoice choice = choice();
    RescoreLimits limits = limits();
    Map<String, String> environment = new HashMap<>(System.getenv());
    boolean isLocal =
        config == null
            && !environment.containsKey(Settings.variable(StreamsSettings.PART, SERVERS));
    Ports ports = Addresses.currentPorts();
    if (isLocal) {
      Addresses run = Addresses.of(ports);
      KafkaTool.requireBroker(run.kafka());
      environment.put(Settings.variable(StreamsSettings.PART, SERVERS), run.kafka());
      environment.put(Settings.variable(StreamsSettings.PART, REGISTRY), run.registry());
      LocalEndpoints.useLocalCredentials();
    }
    set.forEach(
        (key, value) -> environment.put(Settings.variable(StreamsSettings.PART, key), value));
    if (run != null) {
      unreadScores(set)
          .forEach(
              (key, value) -> environment.put(Settings.variable(StreamsSettings.PART, key), value));
    }
    StreamsSettings settings =
        StreamsSettings.load(Optional.ofNullable(config), environment, Engines.settings());
    requireEngineKeys();
    try (SentimentEngine opened =
            isLocal
                ? StandaloneEngine.open(engine, environment, ports, Addresses.currentData())
                : open(settings);
        WireFormat wire = WireFormat.connect(settings.registry());
        StoredTweets stored = stored(settings.kafka(), wire, settings.topics(), isLocal, ports)) {
      return rescore(opened, stored, choice, limits, settings, wire);
    } catch (InvalidTopicException e) {
      throw CommandException.badInput(e.getMessage() + ". See --config.", e);
    } catch (EngineUnavailableException | TimeoutException e) {
      throw CommandException.failed(e.getMessage(), e);
    }
  }

  private int rescore(
      SentimentEngine opened,
      StoredTweets stored,
      RescoreChoice choice,
      RescoreLimits limits,
      StreamsSettings settings,
      WireFormat wire) {
    PrintWriter out = spec.commandLine().getOut();
    Rescore rescore = new Rescore(stored, opened, choice);
    RescorePlan plan = rescore.plan();
    out.print(plan.text());
    out.flush();
    if (dryRun || plan.changed() == 0) {
      return ExitCode.DONE;
    }
    try (SentimentSink sink =
        new TopicSentiments(settings.kafka(), wire, settings.topics().sentiment())) {
      RescoreConsole console = new RescoreConsole(out, plan.changed(), System::nanoTime);
      RescoreProgress end =
          rescore.run(
              new ScoringPump(
                  opened,
                  sink,
                  limits,
                  Clock.systemUTC(),
                  time -> Thread.sleep(time.toMillis()),
                  console::show));
      return report(out, end, opened.name());
    }
  }

  private static int report(PrintWriter out, RescoreProgress end, String engine) {
    out.printf(
        "%,d texts have a new sentiment of %s, for %s%n",
        end.published(), engine, Price.dollars(end.nanos()));
    if (end.rejected() > 0) {
      out.printf(
          "%,d texts keep their sentiment, because the engine rejected them: %s%n",
          end.rejected(), end.reason());
    }
    if (end.isLimited()) {
      out.println("A limit ended it; the same command goes on.");
    }
    out.flush();
    return end.isLimited() ? ExitCode.FAILED : ExitCode.DONE;
  }

  private SentimentEngine open(StreamsSettings settings) {
    try {
      return Engines.open(engine, settings.engineSettings());
    } catch (IllegalArgumentException e) {
      throw CommandException.badInput("--engine " + engine + ": " + e.getMessage(), e);
    }
  }

  /** A chain would replace the scores of one of its engines by those of another, back and forth. */
  private void requireOneEngine() {
    if (engine.contains(",")) {
      throw new SettingsException(
          "--engine is '"
              + engine
              + "'; it takes one engine, because a rescore replaces the scores"
              + " of all others. Start it once for each.");
    }
  }

  /**
   * The settings with which remote engines keep scores on disk, but use none that are there: a run
   * is there to ask the service again.
   *
   * @param given settings of the user, which go first
   */
  static Map<String, String> unreadScores(Map<String, String> given) {
    return Engines.settings().stream()
        .map(Setting::key)
        .filter(key -> key.endsWith(".cache.disk.age") && !given.containsKey(key))
        .collect(Collectors.toMap(key -> key, key -> "PT0.001S"));
  }

  private void requireEngineKeys() {
    for (String key : set.keySet()) {
      if (Engines.settings().stream().noneMatch(setting -> setting.key().equals(key))
          && !key.startsWith("onnx.")) {
        throw new SettingsException("--set " + key + ": no engine has this setting.");
      }
    }
  }

  private StoredTweets stored(
      Map<String, String> client,
      WireFormat wire,
      TopicNames topics,
      boolean isLocal,
      Ports ports) {
    TopicTweets inTopics = new TopicTweets(client, wire, topics.raw(), topics.sentiment());
    if (s3 == null) {
      return inTopics;
    }
    Optional<String> endpoint =
        Optional.ofNullable(s3Endpoint)
            .or(() -> Optional.ofNullable(isLocal ? ports.url(Port.S3) : null));
    try {
      return new BucketTweets(
          SinkFolder.of(s3, endpoint), topics.raw(), topics.sentiment(), inTopics);
    } catch (RuntimeException e) {
      inTopics.close();
      throw e;
    }
  }

  private RescoreChoice choice() {
    Optional<String> onlyEngine = Optional.empty();
    Optional<String> onlyLabel = Optional.empty();
    boolean missing = false;
    for (String one : only) {
      if (one.startsWith("engine=")) {
        requireOnce(onlyEngine, one);
        onlyEngine = Optional.of(one.substring("engine=".length()));
      } else if (one.startsWith("label=")) {
        requireOnce(onlyLabel, one);
        onlyLabel = Optional.of(label(one.substring("label=".length())));
      } else if (one.equals("missing")) {
        missing = true;
      } else {
        throw new SettingsException(
            "--only is '" + one + "'; it takes engine=NAME, label=LABEL or missing.");
      }
    }
    if (missing && (onlyEngine.isPresent() || onlyLabel.isPresent())) {
      throw new SettingsException(
          "--only missing means texts without a sentiment, which have neither engine nor label;"
              + " leave the others out.");
    }
    if (run != null && run < 1) {
      throw new SettingsException("--run is " + run + "; it takes at least 1.");
    }
    return new RescoreChoice(
        Optional.ofNullable(from).map(text -> Settings.instant("--from", text)),
        Optional.ofNullable(to).map(text -> Settings.instant("--to", text)),
        Optional.ofNullable(topic),
        onlyEngine,
        onlyLabel,
        missing,
        run == null ? OptionalInt.empty() : OptionalInt.of(run));
  }

  private static void requireOnce(Optional<String> before, String one) {
    if (before.isPresent()) {
      throw new SettingsException(
          "--only "
              + one
              + ": --only has '"
              + before.get()
              + "' too; start rescore once for each.");
    }
  }

  private static String label(String name) {
    try {
      return Label.named(name).name();
    } catch (IllegalArgumentException e) {
      throw new SettingsException(
          "--only label=" + name + ": it takes one of " + Arrays.toString(Label.values()) + ".", e);
    }
  }

  private RescoreLimits limits() {
    if (maxDocuments != null && maxDocuments < 1) {
      throw new SettingsException("--max-documents is " + maxDocuments + "; it takes at least 1.");
    }
    Duration idle;
    try {
      idle = Duration.parse(maxIdle);
    } catch (java.time.format.DateTimeParseException e) {
      throw new SettingsException(
          "--max-idle is '" + maxIdle + "'; it takes an ISO-8601 duration such as PT5M.", e);
    }
    if (idle.isNegative() || idle.isZero()) {
      throw new SettingsException("--max-idle is " + maxIdle + "; it takes more than zero.");
    }
    return new RescoreLimits(maxDocuments == null ? Long.MAX_VALUE : maxDocuments, nanos(), idle);
  }

  private long nanos() {
    if (maxCost == null) {
      return Long.MAX_VALUE;
    }
    if (maxCost.signum() < 0 || maxCost.compareTo(BigDecimal.valueOf(1_000_000)) > 0) {
      throw new SettingsException("--max-cost is " + maxCost + "; it takes 0 to 1000000 dollars.");
    }
    return maxCost.movePointRight(9).longValue();
  }
}
