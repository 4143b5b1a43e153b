package io.tweetsentiment.producer;

import io.tweetsentiment.producer.avro.RegistryConfig;
import io.tweetsentiment.producer.checkpoint.CheckpointConfig;
import io.tweetsentiment.producer.checkpoint.RunIdentity;
import io.tweetsentiment.producer.config.ConfigFile;
import io.tweetsentiment.producer.cost.Budget;
import io.tweetsentiment.producer.cost.PagePrice;
import io.tweetsentiment.producer.cost.Prices;
import io.tweetsentiment.producer.failure.Sleeper;
import io.tweetsentiment.producer.failure.SliceRetry;
import io.tweetsentiment.producer.plan.Following;
import io.tweetsentiment.producer.plan.Frequency;
import io.tweetsentiment.producer.plan.Horizon;
import io.tweetsentiment.producer.plan.Slice;
import io.tweetsentiment.producer.plan.SlicePlan;
import io.tweetsentiment.producer.plan.Span;
import io.tweetsentiment.producer.sink.AwsKeys;
import io.tweetsentiment.producer.sink.KinesisConfig;
import io.tweetsentiment.producer.sink.SinkConfig;
import io.tweetsentiment.producer.staging.StagingConfig;
import io.tweetsentiment.producer.stream.FileSource;
import io.tweetsentiment.producer.stream.JetstreamSource;
import io.tweetsentiment.producer.stream.Keywords;
import io.tweetsentiment.producer.stream.PostSource;
import io.tweetsentiment.producer.stream.StreamConfig;
import io.tweetsentiment.producer.x.XClient;
import io.tweetsentiment.producer.x.XConfig;
import io.tweetsentiment.schemas.rules.TopicRule;
import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.settings.SettingsException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * The whole configuration of a run. The keys and their defaults are the table in the module's
 * README.
 */
public final class IngestConfig {

  static final String PART = "producer";
  private static final String QUERY = "query.";
  private static final double MOST_DOLLARS = 1e9;
  private static final String TOKEN_VARIABLE = "X_BEARER_TOKEN";

  /** Keys that begin with these are passed on. */
  static final List<String> PASSED_ON = List.of(QUERY, RegistryConfig.PREFIX, SinkConfig.KAFKA);

  static final List<Setting> SETTINGS =
      Stream.of(
              List.of(
                  Setting.required(
                      "topics",
                      "Subjects to search for, separated by commas (--topic); escape a comma or"
                          + " backslash within a subject with a backslash."),
                  Setting.required(
                      "from", "Start of the run: an instant in UTC, or a date (--from)."),
                  Setting.optional(
                      "to",
                      "End of the run, exclusive: an instant or a date (--to); required unless the"
                          + " run follows."),
                  Setting.of(
                      "freq",
                      "PT15M",
                      "Length of a slice: PT15M, or an alias of pandas that names a fixed span (15T,"
                          + " 15min, 1h30min, 1D)."),
                  Setting.optional(
                      "spans",
                      "Parts of the run that are searched, start/end separated by commas; unset:"
                          + " the whole run."),
                  Setting.of(
                      "plan.counts.above",
                      "10000",
                      "With more slices than this, X counts first (one request per topic and 31"
                          + " days), and days without tweets are not searched; 0: never."),
                  Setting.of(
                      "max.per.slice",
                      "0",
                      "Maximum number of tweets of a slice, the newest; 0: all."),
                  Setting.of(
                      "max.tweets",
                      "0",
                      "Hard stop: maximum number of tweets that the run fetches, including earlier"
                          + " starts; 0: no limit."),
                  Setting.of(
                      "max.requests",
                      "0",
                      "Hard stop: maximum number of requests to X that may be billed, including"
                          + " earlier starts; 0: no limit."),
                  Setting.of(
                      "max.cost",
                      "0",
                      "Hard stop: maximum cost of X in US dollars at the prices below, including"
                          + " earlier starts; 0: no limit."),
                  Setting.of(
                      "workers", "4", "Number of slices that are fetched at the same time.")),
              Following.SETTINGS,
              SliceRetry.SETTINGS,
              SinkConfig.SETTINGS,
              XConfig.SETTINGS,
              StagingConfig.SETTINGS,
              StreamConfig.SETTINGS,
              KinesisConfig.SETTINGS,
              AwsKeys.SETTINGS,
              RegistryConfig.SETTINGS,
              CheckpointConfig.SETTINGS,
              Prices.SETTINGS)
          .flatMap(Collection::stream)
          .toList();

  private final Map<String, String> queries;
  private final Instant from;
  private final Instant to;
  private final Duration freq;
  private final boolean follow;
  private final Following following;
  private final List<Span> spans;
  private final int countsAbove;
  private final int maxPerSlice;
  private final Budget.Limits limits;
  private final int workers;
  private final SliceRetry retry;
  private final XConfig x;
  private final Settings settings;
  private final StagingConfig staging;
  private final StreamConfig stream;
  private final Optional<Instant> givenFrom;
  private final Optional<Instant> givenTo;
  private final Optional<AwsCredentialsProvider> awsKeys;
  private final SinkConfig sink;
  private final KinesisConfig kinesis;
  private final RegistryConfig registry;
  private final CheckpointConfig checkpoints;
  private final Prices prices;
  private final boolean reset;
  private boolean onlyFailed;

  private IngestConfig(Settings settings, boolean reset) {
    this.queries = queries(settings);
    this.from = settings.instant("from");
    this.freq = Frequency.parse(settings.string("freq"));
    this.follow = settings.bool("follow");
    this.following = Following.from(settings);
    if (follow && (given(settings, "to").isPresent() || settings.optional("spans").isPresent())) {
      throw new SettingsException("a run that follows has no end: leave out to and spans.");
    }
    // Until it has begun, a run that follows has one slice.
    this.to = follow ? from.plus(freq) : settings.instant("to");
    SlicePlan.check(List.of(new Span(from, to)));
    List<Span> parts = Span.list(settings.list("spans"), from, to);
    this.spans = parts.isEmpty() ? List.of(new Span(from, to)) : parts;
    SlicePlan.check(spans);
    this.countsAbove = settings.integer("plan.counts.above", 0);
    this.maxPerSlice = settings.integer("max.per.slice", 0);
    this.limits =
        new Budget.Limits(
            settings.number("max.tweets", 0),
            settings.number("max.requests", 0),
            PagePrice.micros(settings.decimal("max.cost", 0, MOST_DOLLARS)));
    this.workers = settings.integer("workers", 1);
    this.retry = SliceRetry.from(settings);
    this.x = XConfig.from(settings);
    this.settings = settings;
    this.staging = StagingConfig.from(settings);
    this.stream = StreamConfig.from(settings, split(settings.optional("file").orElse("")));
    this.givenFrom = given(settings, "from");
    this.givenTo = given(settings, "to");
    this.awsKeys = AwsKeys.from(settings);
    this.sink = SinkConfig.from(settings);
    this.kinesis = KinesisConfig.from(settings);
    this.registry = RegistryConfig.from(settings);
    this.checkpoints = CheckpointConfig.from(settings);
    this.prices = Prices.from(settings);
    this.reset = reset;
    if (streams()) {
      requireStream();
      return;
    }
    if (limits.tweets() > 0 && limits.tweets() < XConfig.SMALLEST_PAGE) {
      throw new SettingsException(
          "max.tweets is "
              + limits.tweets()
              + "; X has no page of fewer than "
              + XConfig.SMALLEST_PAGE
              + " tweets. Set at least that, or 0 for no limit.");
    }
    List<String> unbounded = PagePrice.unbounded(x.expansions());
    if (limits.cost() > 0 && !unbounded.isEmpty()) {
      throw new SettingsException(
          "max.cost cannot be kept with the x.expansions "
              + String.join(",", unbounded)
              + ": X may bill any number of objects for one tweet. Leave them out, or set"
              + " max.tweets or max.requests instead.");
    }
    if (!asksForDays(slices())) {
      SlicePlan.requirePossible(slices(), freq);
    }
  }

  /** A time that a source without slices takes; its default means that none is given. */
  private static Optional<Instant> given(Settings settings, String key) {
    return settings
        .optional(key)
        .filter(text -> !text.equals(IngestCommand.NOTHING.get(key)))
        .map(text -> settings.instant(key));
  }

  private void requireStream() {
    if (follow || !settings.list("spans").isEmpty() || maxPerSlice > 0) {
      throw new SettingsException(
          "the source "
              + settings.string("source")
              + " has no slices: leave out follow, spans and max.per.slice.");
    }
    if (limits.requests() > 0 || limits.cost() > 0) {
      throw new SettingsException(
          "the source "
              + settings.string("source")
              + " costs nothing: leave out max.requests and max.cost.");
    }
    if (staging.source() == StagingConfig.Source.FILE) {
      if (stream.files().isEmpty()) {
        throw new SettingsException("file is not set; the source file needs it (--file).");
      }
      if (givenFrom.or(() -> givenTo).isPresent()) {
        throw new SettingsException("the source file is read whole: leave out from and to.");
      }
      requireOtherSink();
    } else if (allTopics()) {
      throw new SettingsException(
          "topics is not set; the source jetstream needs it (--topic or --keyword).");
    } else if (checkpoints.shared()) {
      throw new SettingsException(
          "checkpoint.store is s3; the source jetstream keeps the ids of its posts beside the"
              + " journal, so it takes file only.");
    }
  }

  /** A file that is read as it grows by what was read from it has no end. */
  private void requireOtherSink() {
    if (sink.kind() != SinkConfig.Kind.FILE) {
      return;
    }
    Path written = sink.file().toAbsolutePath().normalize();
    for (Path file : stream.files()) {
      if (file.toAbsolutePath().normalize().equals(written)) {
        throw new SettingsException(
            "file " + file + " is also the file of the sink. Set another sink.file.");
      }
    }
  }

  private boolean allTopics() {
    return queries.keySet().equals(Set.of(IngestCommand.NOTHING.get("topics")));
  }

  /** Whether the source is read in its own order, without slices. */
  boolean streams() {
    return staging.source().streams();
  }

  StreamConfig stream() {
    return stream;
  }

  /** The sources without slices that the run reads. */
  List<PostSource> streamSources(Clock clock, Sleeper sleeper, HttpClient http) {
    if (staging.source() == StagingConfig.Source.JETSTREAM) {
      Path journal = checkpoints.file().toAbsolutePath();
      return List.of(
          new JetstreamSource(
              stream,
              queries,
              journal.resolveSibling(journal.getFileName() + ".posts"),
              givenFrom,
              givenTo,
              http,
              clock,
              sleeper));
    }
    List<String> topics = allTopics() ? List.of() : List.copyOf(queries.keySet());
    return stream.files().stream()
        .map(file -> (PostSource) new FileSource(file, topics, stream.speed(), clock, sleeper))
        .toList();
  }

  /**
   * Reads the configuration of a process.
   *
   * @param file properties file, if there is one
   * @param environment the process's environment: {@code PRODUCER_...} and {@code X_BEARER_TOKEN}
   * @param reset whether earlier checkpoints are discarded
   * @throws SettingsException when something is unknown, missing or malformed
   */
  public static IngestConfig load(
      Optional<Path> file, Map<String, String> environment, boolean reset) {
    return load(ConfigFile.read(file, Optional.empty()), environment, reset, Map.of());
  }

  /**
   * Reads the configuration of a command that needs less.
   *
   * @param defaults defaults of keys that have none otherwise
   */
  static IngestConfig load(
      ConfigFile file,
      Map<String, String> environment,
      boolean reset,
      Map<String, String> defaults) {
    Map<String, String> all = new HashMap<>(environment);
    Optional.ofNullable(environment.get(TOKEN_VARIABLE))
        .ifPresent(token -> all.putIfAbsent(Settings.variable(PART, XConfig.TOKEN), token));
    String source =
        all.getOrDefault(
            Settings.variable(PART, "source"), file.values().getOrDefault("source", "x"));
    Map<String, String> more = new HashMap<>(defaults);
    if (StagingConfig.SOURCES.contains(source) && StagingConfig.Source.of(source).streams()) {
      more.putAll(IngestCommand.NOTHING);
    }
    return new IngestConfig(
        Settings.load(
            PART,
            file.values(),
            all,
            SETTINGS.stream()
                .map(
                    setting ->
                        more.containsKey(setting.key())
                            ? Setting.of(setting.key(), more.get(setting.key()), setting.doc())
                            : setting)
                .toList(),
            PASSED_ON),
        reset);
  }

  /**
   * The configuration of a run inside another program.
   *
   * @param values values by key, as in the properties file
   * @throws SettingsException when something is missing or malformed
   */
  public static IngestConfig of(Map<String, String> values) {
    return of(values, Map.of());
  }

  /**
   * The configuration of a run inside another program, with what the environment sets besides.
   *
   * @param values values by key, which override the environment
   * @param environment as of a process
   * @throws SettingsException when something is unknown, missing or malformed
   */
  public static IngestConfig of(Map<String, String> values, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    values.forEach((key, value) -> all.put(Settings.variable(PART, key), value));
    return load(Optional.empty(), all, false);
  }

  /** The query of a topic in a stream of posts: any of several keywords. */
  public static String anyOf(List<String> keywords) {
    return Keywords.any(keywords);
  }

  /** Whether X can search the whole run at a time. */
  boolean isPast(Instant now) {
    return follow || streams() || !to.isAfter(latest(now));
  }

  private static Instant latest(Instant now) {
    return now.minus(XClient.INDEXING).truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * Checks that X can search the whole run.
   *
   * @throws SettingsException when the run ends later than ten seconds ago: X would refuse the last
   *     search, after everything else has been fetched
   */
  void requirePast(Instant now) {
    if (!isPast(now)) {
      throw new SettingsException(
          "to is "
              + to
              + "; X finds only tweets that are at least 10 seconds old, so it takes at most "
              + latest(now)
              + ".");
    }
  }

  /** Query by topic, in the order of the topics. */
  Map<String, String> queries() {
    return queries;
  }

  /** The spans that are searched, by topic. */
  Map<String, List<Span>> spansByTopic() {
    Map<String, List<Span>> byTopic = new LinkedHashMap<>();
    queries.keySet().forEach(topic -> byTopic.put(topic, spans));
    return byTopic;
  }

  /** What the run searches at a time, by topic: all of it, or what is settled when it follows. */
  Map<String, List<Span>> wanted(Instant now) {
    if (!follow) {
      return spansByTopic();
    }
    Span settled = new Span(from, following.settled(now, freq));
    Map<String, List<Span>> byTopic = new LinkedHashMap<>();
    queries
        .keySet()
        .forEach(topic -> byTopic.put(topic, settled.isEmpty() ? List.of() : List.of(settled)));
    return byTopic;
  }

  /** Whether the run goes on with new slices as they come. */
  boolean follow() {
    return follow;
  }

  Following following() {
    return following;
  }

  /** Attempts at a slice before it is left for later. */
  int sliceAttempts() {
    // A run that follows plans it again, and must not keep the new slices waiting.
    return follow ? 1 : retry.attempts();
  }

  /** Number of slices, before days without tweets are omitted. */
  long slices() {
    return SlicePlan.count(spansByTopic(), freq);
  }

  /** Whether a run of so many slices first finds the days that have tweets. */
  boolean asksForDays(long slices) {
    return countsAbove > 0 && slices > countsAbove;
  }

  /** Topics in the form of the setting {@code topics}. */
  public static String topics(Collection<String> topics) {
    return topics.stream()
        .map(topic -> topic.replace("\\", "\\\\").replace(",", "\\,"))
        .collect(Collectors.joining(","));
  }

  RunIdentity identity() {
    return new RunIdentity(
        staging.source() == StagingConfig.Source.X
            ? URI.create(x.baseUrl()).getHost()
            : staging.source().name().toLowerCase(Locale.ROOT),
        maxPerSlice,
        switch (sink.kind()) {
          case KINESIS -> kinesis.stream();
          case KAFKA -> "kafka:" + registry.topic();
          case FILE -> "file:" + sink.file().toAbsolutePath();
          case STDOUT -> "stdout";
        },
        sink.kind() == SinkConfig.Kind.KINESIS
            ? kinesis.endpoint().map(URI::getHost).or(kinesis::region).orElse("")
            : "");
  }

  Duration freq() {
    return freq;
  }

  Instant from() {
    return from;
  }

  Instant to() {
    return to;
  }

  int maxPerSlice() {
    return maxPerSlice;
  }

  Budget.Limits limits() {
    return limits;
  }

  SliceRetry retry() {
    return retry;
  }

  PagePrice pagePrice() {
    return PagePrice.of(prices, x.expansions());
  }

  Horizon horizon() {
    return x.horizon();
  }

  /** Whether time that has left the horizon is searched with the endpoint all. */
  boolean fetchesLost() {
    return x.fetchesLost();
  }

  /** Whether X no longer finds the start of a slice. */
  boolean leavesOut(Slice slice, Instant now) {
    return !fetchesLost() && !horizon().lost(slice.span(), now).isEmpty();
  }

  int workers() {
    return workers;
  }

  XConfig x() {
    return x;
  }

  SinkConfig sink() {
    return sink;
  }

  StagingConfig staging() {
    return staging;
  }

  /** AWS credentials; empty when the SDK finds them itself. */
  Optional<AwsCredentialsProvider> awsKeys() {
    return awsKeys;
  }

  /** The settings that differ from their defaults, secrets masked. */
  List<String> changed() {
    Map<String, String> defaults = new HashMap<>();
    SETTINGS.forEach(setting -> defaults.put(setting.key(), setting.defaultValue()));
    return settings.below("").entrySet().stream()
        .filter(entry -> !entry.getValue().equals(defaults.get(entry.getKey())))
        .map(entry -> entry.getKey() + " = " + ConfigFile.shown(entry.getKey(), entry.getValue()))
        .toList();
  }

  KinesisConfig kinesis() {
    return kinesis;
  }

  RegistryConfig registry() {
    return registry;
  }

  CheckpointConfig checkpoints() {
    return checkpoints;
  }

  Prices prices() {
    return prices;
  }

  /** The same run, restricted to the slices that failed. */
  IngestConfig retryingFailed() {
    onlyFailed = true;
    return this;
  }

  /** Whether only slices that failed are fetched. */
  boolean onlyFailed() {
    return onlyFailed;
  }

  boolean reset() {
    return reset;
  }

  private static Map<String, String> queries(Settings settings) {
    Map<String, String> given = settings.below(QUERY);
    Map<String, String> queries = new LinkedHashMap<>();
    for (String topic : split(settings.string("topics"))) {
      TopicRule.problem(topic)
          .ifPresent(
              problem -> {
                throw new SettingsException("topics: " + problem + ".");
              });
      // The name of a variable is in upper case, which some letters do not come back from.
      String inVariables =
          Settings.variable("", topic).substring(1).toLowerCase(Locale.ROOT).replace('_', '.');
      queries.put(topic, given.getOrDefault(topic, given.getOrDefault(inVariables, topic)));
    }
    if (queries.isEmpty()) {
      throw new SettingsException(
          "topics is empty; it takes the subjects to search for, separated by commas.");
    }
    return queries;
  }

  /** Splits at commas without a backslash before them; blank topics are dropped. */
  private static List<String> split(String text) {
    List<String> topics = new ArrayList<>();
    StringBuilder topic = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escapes =
          c == '\\' && i + 1 < text.length() && ",\\".indexOf(text.charAt(i + 1)) >= 0;
      if (escapes) {
        topic.append(text.charAt(++i));
      } else if (c == ',') {
        topics.add(topic.toString());
        topic.setLength(0);
      } else {
        topic.append(c);
      }
    }
    topics.add(topic.toString());
    return topics.stream().map(String::trim).filter(t -> !t.isEmpty()).toList();
  }
}
