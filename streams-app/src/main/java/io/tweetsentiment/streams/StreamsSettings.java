package io.tweetsentiment.streams;

import io.tweetsentiment.schemas.Topics;
import io.tweetsentiment.schemas.rules.Window;
import io.tweetsentiment.sentiment.Engines;
import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.settings.SettingsException;
import io.tweetsentiment.streams.names.TopicNames;
import io.tweetsentiment.streams.state.Expiry;
import io.tweetsentiment.streams.windows.FlushPace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.utils.ExponentialBackoff;

/**
 * The settings of the streams app. Environment variables start with {@code STREAMS_}. Settings
 * {@code kafka.*} are passed to Kafka Streams and its clients, {@code schema.registry.*} to the
 * client of the registry.
 */
public final class StreamsSettings {

  /** Prefix of the environment variables. */
  public static final String PART = "streams";

  /** Prefix of the keys of engine onnx, which comes in a separate jar and may be absent. */
  private static final String ONNX = "onnx.";

  /** Prefixes of keys that belong to a client. */
  public static final List<String> PASS_THROUGH = List.of("kafka.", "schema.registry.", ONNX);

  /** The settings of the app, without those of the engines. */
  public static final List<Setting> SETTINGS =
      List.of(
          Setting.of(
              "application.id",
              "tweet-sentiment",
              "Consumer group, and prefix of internal topics and transactional ids. A second "
                  + "app with a different id scores the same stream independently."),
          Setting.of("kafka.bootstrap.servers", "localhost:9092", "Kafka brokers."),
          Setting.of(
              "start.timeout",
              "PT1M",
              "How long the app waits for the brokers at start. After the start it waits "
                  + "without a limit."),
          Setting.of("kafka.state.dir", "data/streams", "Folder of the state stores."),
          Setting.of("kafka.num.stream.threads", "1", "Stream threads of the process."),
          Setting.of(
              "kafka.commit.interval.ms",
              "1000",
              "Longest time between two commits, in milliseconds. The app also commits when it"
                  + " has published windows."),
          Setting.of(
              "schema.registry.url",
              "http://localhost:8081/apis/ccompat/v7",
              "Schema registry, with the base path of its Confluent API."),
          Setting.of(
              "engine",
              "local",
              "Sentiment engine: local, comprehend, http, or onnx if its jars are on the class "
                  + "path. Several, separated by commas, are a chain: each scores while those before"
                  + " it are in trouble."),
          Setting.of("topic.raw", Topics.RAW.topicName(), "Topic of the raw tweets."),
          Setting.of("topic.sentiment", Topics.SENTIMENT.topicName(), "Topic of the sentiments."),
          Setting.of("topic.merged", Topics.MERGED.topicName(), "Topic of the merged tweets."),
          Setting.of("topic.aggregate", Topics.AGGREGATE.topicName(), "Topic of the aggregates."),
          Setting.of("topic.dlq", Topics.DLQ.topicName(), "Topic of the dead letters."),
          Setting.of("topics.create", "false", "Whether the app creates missing topics at start."),
          Setting.of("topics.partitions", "4", "Partitions of topics that are created."),
          Setting.of(
              "topics.replication.factor", "1", "Replication factor of topics that are created."),
          Setting.of(
              "topics.retention",
              Topics.DEFAULT_RETENTION.toString(),
              "Retention of topics that are created, by arrival time."),
          Setting.of(
              "window.size",
              Window.DEFAULT_SIZE.toString(),
              "Size of the windows. If you change it, use a new application.id."),
          Setting.of(
              "flush.interval", "PT0.1S", "Minimum time between two publications of a window."),
          Setting.of(
              "flush.interval.behind",
              "PT1S",
              "The same while the app is behind, which means that the newest tweet it has read"
                  + " arrived longer ago than this."),
          Setting.of(
              "scoring.run", "0", "Scoring run of new sentiments; the highest run of a text wins."),
          Setting.of("scoring.prefetch", "2000", "Maximum number of texts of one task in memory."),
          Setting.of(
              "scoring.drain.interval",
              "PT0.02S",
              "How often the results of an engine outside the process are taken; five times"
                  + " rarer while more texts wait than scoring.prefetch."),
          Setting.of("scoring.linger", "PT0.01S", "How long a batch waits to become full."),
          Setting.of(
              "scoring.backoff.first", "PT0.2S", "Delay after the first failure of the engine."),
          Setting.of(
              "scoring.backoff.longest",
              "PT30S",
              "Longest delay after repeated failures of the engine."),
          Setting.of(
              "state.retention",
              Topics.DEFAULT_RETENTION.toString(),
              "How long texts and sentiments stay in state, by arrival time. Must be at least "
                  + "the retention of the raw and sentiment topics."),
          Setting.optional(
              "contribution.retention",
              "How long the small record of a tweet stays in state, by arrival time; without a "
                  + "limit when not set. Only the batch job corrects the aggregates for tweets whose "
                  + "record has expired."),
          Setting.of(
              "state.memory.bytes", "100663296", "Memory of all state stores together, in bytes."),
          Setting.of("http.host", "localhost", "Address that the HTTP server listens on."),
          Setting.of("http.port", "8085", "Port of the HTTP server; 0 selects a free port."));

  private final Settings settings;
  private final List<String> engineKeys;

  private StreamsSettings(Settings settings, List<String> engineKeys) {
    this.settings = settings;
    this.engineKeys = engineKeys;
  }

  /** The settings of the app and those of all engines on the class path. */
  static List<Setting> all() {
    List<Setting> all = new ArrayList<>(SETTINGS);
    all.addAll(Engines.settings());
    return all;
  }

  /**
   * Reads the settings.
   *
   * @param file properties file, if there is one
   * @param environment the process's environment
   * @param engines the keys of the engines
   * @throws SettingsException when a key is unknown or a value is invalid
   */
  public static StreamsSettings load(
      Optional<Path> file, Map<String, String> environment, List<Setting> engines) {
    List<Setting> all = new ArrayList<>(SETTINGS);
    all.addAll(engines);
    StreamsSettings loaded =
        new StreamsSettings(
            Settings.load(PART, file, environment, all, PASS_THROUGH),
            engines.stream().map(Setting::key).toList());
    loaded.validate();
    return loaded;
  }

  /**
   * Settings from plain keys, for an app in the same process.
   *
   * @param values values by key, for instance {@code window.size}
   * @throws SettingsException when a key is unknown or a value is invalid
   */
  public static StreamsSettings of(Map<String, String> values) {
    Map<String, String> environment = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          if (SETTINGS.stream().noneMatch(setting -> setting.key().equals(key))
              && PASS_THROUGH.stream().noneMatch(key::startsWith)) {
            throw new SettingsException("unknown setting " + key);
          }
          environment.put(Settings.variable(PART, key), value);
        });
    return load(Optional.empty(), environment, List.of());
  }

  String applicationId() {
    return settings.string("application.id");
  }

  Duration startTimeout() {
    return positive("start.timeout");
  }

  /** Properties for Kafka Streams and its clients. */
  public Map<String, String> kafka() {
    return settings.below("kafka.");
  }

  /**
   * Properties for the registry's client and serializers, with and without their prefix: Confluent
   * reads some by one name and some by the other.
   */
  public Map<String, String> registry() {
    Map<String, String> registry = new TreeMap<>();
    settings
        .below("schema.registry.")
        .forEach(
            (key, value) -> {
              registry.put("schema.registry." + key, value);
              registry.put(key, value);
            });
    return registry;
  }

  /** Name of the engine. */
  public String engine() {
    return settings.string("engine");
  }

  /** Values of the engines' keys. */
  public Map<String, String> engineSettings() {
    Map<String, String> values = new LinkedHashMap<>();
    if (engineKeys.contains(Engines.FOLDER)) {
      values.put(
          Engines.FOLDER,
          Path.of(settings.string("kafka.state.dir"), "engines-" + applicationId()).toString());
    }
    settings.below(ONNX).forEach((key, value) -> values.put(ONNX + key, value));
    engineKeys.forEach(key -> settings.optional(key).ifPresent(value -> values.put(key, value)));
    return values;
  }

  /** Names of the topics. */
  public TopicNames topics() {
    return new TopicNames(
        settings.string("topic.raw"),
        settings.string("topic.sentiment"),
        settings.string("topic.merged"),
        settings.string("topic.aggregate"),
        settings.string("topic.dlq"));
  }

  boolean createTopics() {
    return settings.bool("topics.create");
  }

  int partitions() {
    return settings.integer("topics.partitions", 1);
  }

  short replicationFactor() {
    return (short) Math.min(Short.MAX_VALUE, settings.integer("topics.replication.factor", 1));
  }

  Duration topicRetention() {
    return positive("topics.retention");
  }

  Duration windowSize() {
    return positive("window.size");
  }

  FlushPace flushPace() {
    return new FlushPace(positive("flush.interval"), positive("flush.interval.behind"));
  }

  int scoringRun() {
    return settings.integer("scoring.run", 0);
  }

  int prefetch() {
    return settings.integer("scoring.prefetch", 1);
  }

  Duration drainInterval() {
    return positive("scoring.drain.interval");
  }

  Duration linger() {
    return settings.duration("scoring.linger");
  }

  Duration firstBackoff() {
    return positive("scoring.backoff.first");
  }

  Duration longestBackoff() {
    return positive("scoring.backoff.longest");
  }

  /**
   * Delays after failures of an engine, each twice as long as the one before.
   *
   * @param jitter 0 to 1: a delay is up to this part shorter or longer
   */
  ExponentialBackoff backoff(double jitter) {
    return new ExponentialBackoff(
        firstBackoff().toMillis(), 2, longestBackoff().toMillis(), jitter);
  }

  Expiry expiry() {
    return new Expiry(
        positive("state.retention"),
        settings
            .optional("contribution.retention")
            .map(text -> positive("contribution.retention")));
  }

  long stateMemory() {
    return settings.number("state.memory.bytes", 1 << 20);
  }

  String httpHost() {
    return settings.string("http.host");
  }

  int httpPort() {
    return settings.integer("http.port", 0);
  }

  private Duration positive(String key) {
    Duration duration = settings.duration(key);
    if (duration.toMillis() <= 0) {
      throw new SettingsException(key + " is " + duration + "; it takes at least PT0.001S.");
    }
    return duration;
  }

  private void validate() {
    startTimeout();
    createTopics();
    partitions();
    replicationFactor();
    topicRetention();
    windowSize();
    flushPace();
    scoringRun();
    prefetch();
    drainInterval();
    linger();
    firstBackoff();
    longestBackoff();
    Expiry expiry = expiry();
    expiry
        .contributions()
        .filter(retention -> retention.compareTo(expiry.received()) < 0)
        .ifPresent(
            retention -> {
              throw new SettingsException(
                  "contribution.retention is "
                      + retention
                      + "; it takes at least state.retention, "
                      + expiry.received()
                      + ".");
            });
    stateMemory();
    httpPort();
  }
}
