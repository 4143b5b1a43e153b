package io.tweetsentiment.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.tweetsentiment.schemas.SentimentAggregate;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.Scores;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.settings.SettingsException;
import io.tweetsentiment.streams.rescore.Rescore;
import io.tweetsentiment.streams.rescore.RescoreChoice;
import io.tweetsentiment.streams.rescore.RescoreLimits;
import io.tweetsentiment.streams.rescore.RescoreProgress;
import io.tweetsentiment.streams.rescore.ScoringPump;
import io.tweetsentiment.streams.rescore.TopicSentiments;
import io.tweetsentiment.streams.rescore.TopicTweets;
import io.tweetsentiment.streams.scoring.FakeEngine;
import io.tweetsentiment.streams.wire.WireFormat;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The app with a real broker and exactly-once processing. */
class StreamsAppIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TWEETS = 2_000;
  private static final int BACKLOG = 1_000;

  @TempDir static Path folder;
  private static TestingBroker broker;

  @BeforeAll
  static void startBroker() {
    broker = new TestingBroker(folder.resolve("kafka"));
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  /** Answers on another thread; the words of a text decide its sentiment. */
  private static final class ThreadedEngine implements SentimentEngine {

    private volatile Runnable whenAsked = () -> {};

    @Override
    public String name() {
      return "threaded-1";
    }

    @Override
    public int maxBatch() {
      return 25;
    }

    @Override
    public int maxInFlight() {
      return 2;
    }

    @Override
    public Optional<String> route(String lang) {
      return Optional.of("any");
    }

    @Override
    public CompletableFuture<List<Outcome>> score(String route, List<String> texts) {
      whenAsked.run();
      return CompletableFuture.supplyAsync(
          () -> texts.stream().map(ThreadedEngine::outcome).toList());
    }

    private static Outcome outcome(String text) {
      return text.startsWith("bad")
          ? new Outcome.Scored(new Scores(0.1, 0.8, 0.05, 0.05))
          : new Outcome.Scored(new Scores(0.7, 0.1, 0.15, 0.05));
    }

    @Override
    public void close() {}
  }

  @Test
  void shouldCountEachTweetOnceWhenRestartedInTheMiddle() throws Exception {
    Map<String, String> settings = settings("once");
    List<Tweet> input = input();
    Map<String, Long> expected = new TreeMap<>();
    input.stream()
        .collect(Collectors.toMap(Tweet::getTweetId, t -> t, (a, b) -> a))
        .values()
        .forEach(t -> expected.merge(quarterHour(t.getCreatedAt()) + "|espresso", 1L, Long::sum));

    try (ThreadedEngine engine = new ThreadedEngine()) {
      try (StreamsApp app = new StreamsApp(StreamsSettings.of(settings), engine)) {
        app.start();
        produce(settings, input.subList(0, input.size() / 2));
        await().atMost(PATIENCE).until(() -> app.counters().get("merged") > TWEETS / 8);
      }
      try (StreamsApp app = new StreamsApp(StreamsSettings.of(settings), engine)) {
        app.start();
        produce(settings, input.subList(input.size() / 2, input.size()));
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(app.counters())
                        .containsEntry("received", (long) input.size())
                        .containsEntry("merged", (long) TWEETS)
                        .containsEntry("scored", (long) TWEETS)
                        .containsEntry("duplicate", (long) input.size() - TWEETS)
                        .containsEntry("pending", 0L));
        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(published(settings)).isEqualTo(expected));
        assertThat(get(app, "/health")).contains("\"up\"");
        assertThat(get(app, "/counters")).contains("\"merged\":" + TWEETS);
        assertThat(get(app, "/metrics"))
            .contains("tweetsentiment_tweets_merged " + (double) TWEETS)
            .contains("tweetsentiment_scoring_scored_total{engine=\"")
            .contains("kafka_stream");
        assertThat(get(app, "/windows?topic=espresso")).contains("\"count_tweets\"");
        assertThat(app.state()).isEqualTo(KafkaStreams.State.RUNNING);
      }
    }
  }

  /**
   * Every sentiment is newer than all tweets. A second app that starts when both topics are full
   * must nevertheless join each sentiment with its tweet without reading all tweets first.
   */
  @Test
  void shouldReadTweetsAndTheirSentimentsTogetherWhenBothWait() throws Exception {
    Map<String, String> settings = settings("backlog");
    settings.put("topics.partitions", "1");
    // The contents of the topics are compared, not what one fetch returns.
    settings.put("kafka.max.task.idle.ms", "0");
    createTopic(settings.get("topic.raw"), 1);
    List<Tweet> tweets = new ArrayList<>();
    for (int i = 0; i < BACKLOG; i++) {
      tweets.add(TestTweets.tweet("id" + i, "fine " + i).build());
    }
    produce(settings, tweets, Instant.now().minusSeconds(BACKLOG));
    mostPending(settings);

    settings.put("application.id", "backlog-again");
    assertThat(mostPending(settings)).isLessThan(BACKLOG / 4);
  }

  /** The maximum number of tweets that waited for their sentiment at the same time. */
  private static long mostPending(Map<String, String> settings) {
    AtomicLong most = new AtomicLong();
    try (ThreadedEngine engine = new ThreadedEngine()) {
      try (StreamsApp app = new StreamsApp(StreamsSettings.of(settings), engine)) {
        engine.whenAsked = () -> most.accumulateAndGet(app.counters().get("pending"), Math::max);
        app.start();
        await().atMost(PATIENCE).until(() -> app.counters().get("merged") == BACKLOG);
      }
    }
    return most.get();
  }

  @Test
  void shouldMoveTheAggregatesWhenTweetsAreScoredAgain() throws Exception {
    Map<String, String> settings = settings("rescored");
    StreamsSettings parsed = StreamsSettings.of(settings);
    FakeEngine fast = new FakeEngine("fast-1", 25, 2);
    FakeEngine accurate = new FakeEngine("accurate-1", 25, 2);
    accurate.reading = text -> text.replace("fine", "good");
    try (StreamsApp app = new StreamsApp(parsed, fast);
        WireFormat wire = WireFormat.connect(parsed.registry())) {
      app.start();
      produce(settings, input());
      await().atMost(PATIENCE).until(() -> app.counters().get("merged") == TWEETS);

      RescoreLimits half = new RescoreLimits(TWEETS / 2, Long.MAX_VALUE, PATIENCE);
      assertThat(rescore(parsed, wire, accurate, half).isLimited()).isTrue();
      RescoreLimits all = new RescoreLimits(TWEETS, Long.MAX_VALUE, PATIENCE);
      assertThat(rescore(parsed, wire, accurate, all).published()).isEqualTo(TWEETS / 2);
      assertThat(rescore(parsed, wire, accurate, all).published()).isZero();

      long bad = (TWEETS + 2) / 3;
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                List<SentimentAggregate> windows = app.windows(null, null, null);
                assertThat(sum(windows, SentimentAggregate::getCountTweets)).isEqualTo(TWEETS);
                assertThat(sum(windows, SentimentAggregate::getCountNegative)).isEqualTo(bad);
                assertThat(sum(windows, SentimentAggregate::getCountPositive))
                    .isEqualTo(TWEETS - bad);
                assertThat(sum(windows, SentimentAggregate::getSumPositive))
                    .isEqualTo(8_765 * (TWEETS - bad) + 100 * bad);
              });
      assertThat(app.counters()).containsEntry("merged", (long) TWEETS);
    }
  }

  private static RescoreProgress rescore(
      StreamsSettings settings, WireFormat wire, SentimentEngine engine, RescoreLimits limits) {
    try (TopicTweets stored =
            new TopicTweets(
                settings.kafka(), wire, settings.topics().raw(), settings.topics().sentiment());
        TopicSentiments sink =
            new TopicSentiments(settings.kafka(), wire, settings.topics().sentiment())) {
      return new Rescore(stored, engine, RescoreChoice.ALL)
          .run(
              new ScoringPump(engine, sink, limits, Clock.systemUTC(), time -> {}, progress -> {}));
    }
  }

  private static long sum(
      List<SentimentAggregate> windows, ToLongFunction<SentimentAggregate> field) {
    return windows.stream().mapToLong(field).sum();
  }

  @Test
  void shouldSayWhatIsMissingWhenTopicsAreNotAsTheyMustBe() {
    Map<String, String> settings = settings("topics");
    settings.put("topics.create", "false");
    try (ThreadedEngine engine = new ThreadedEngine()) {
      try (StreamsApp app = new StreamsApp(StreamsSettings.of(settings), engine)) {
        assertThatThrownBy(app::start)
            .isInstanceOf(SettingsException.class)
            .hasMessageContaining("topics.raw, topics.sentiment")
            .hasMessageContaining("topics.create=true");
      }
      createTopic("topics.raw", 5);
      settings.put("topics.create", "true");
      try (StreamsApp app = new StreamsApp(StreamsSettings.of(settings), engine)) {
        assertThatThrownBy(app::start)
            .hasMessageContaining("equal numbers of partitions")
            .hasMessageContaining("topics.raw=5");
      }
    }
  }

  @Test
  void shouldMergeALongTweetWhenItIsFoundUnderManyTopics() throws Exception {
    Map<String, String> settings = settings("long");
    List<Tweet> tweets = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      tweets.add(TestTweets.tweet("1", "fine ".repeat(160_000)).setTopic("topic-" + i).build());
    }
    try (ThreadedEngine engine = new ThreadedEngine()) {
      try (StreamsApp app = new StreamsApp(StreamsSettings.of(settings), engine)) {
        app.start();
        produce(settings, tweets);

        await().atMost(PATIENCE).until(() -> app.counters().get("merged") == 5);
      }
    }
  }

  @Test
  void shouldRefuseTheStateOfAnEarlierVersion() {
    Map<String, String> settings = settings("earlier");
    createTopic("earlier-texts-changelog", 2);
    try (ThreadedEngine engine = new ThreadedEngine()) {
      try (StreamsApp app = new StreamsApp(StreamsSettings.of(settings), engine)) {
        assertThatThrownBy(app::start)
            .isInstanceOf(SettingsException.class)
            .hasMessageContaining("application.id earlier has state of an earlier version")
            .hasMessageContaining("set a new application.id");
      }
    }
  }

  @Test
  void shouldStopWithTheCauseWhenAStreamThreadDies() throws Exception {
    Map<String, String> settings = settings("dies");
    FakeEngine engine = new FakeEngine(1, 1);
    engine.broken = new IllegalStateException("no model");
    try (StreamsApp app = new StreamsApp(StreamsSettings.of(settings), engine)) {
      app.start();
      produce(settings, List.of(TestTweets.tweet("1", "good").build()));

      assertThatThrownBy(() -> app.termination().orTimeout(60, TimeUnit.SECONDS).join())
          .hasRootCauseMessage("no model");
      await().atMost(PATIENCE).until(() -> !app.health().isServing());
    }
  }

  private static Map<String, String> settings(String name) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("application.id", name);
    settings.put("kafka.bootstrap.servers", broker.address());
    settings.put("kafka.state.dir", folder.resolve("state").toString());
    settings.put("schema.registry.url", "mock://" + name);
    settings.put("topics.create", "true");
    settings.put("topics.partitions", "2");
    settings.put("topic.raw", name + ".raw");
    settings.put("topic.sentiment", name + ".sentiment");
    settings.put("topic.merged", name + ".merged");
    settings.put("topic.aggregate", name + ".aggregate");
    settings.put("topic.dlq", name + ".dlq");
    settings.put("http.port", "0");
    return settings;
  }

  private static void createTopic(String name, int partitions) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
      admin
          .createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
          .all()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    }
  }

  /** Tweets of one day in random order, half of them twice. */
  private static List<Tweet> input() {
    List<Tweet> tweets = new ArrayList<>();
    for (int i = 0; i < TWEETS; i++) {
      Tweet.Builder tweet =
          TestTweets.tweet("id" + i, (i % 3 == 0 ? "bad " : "fine ") + i)
              .setCreatedAt(TestTweets.CREATED.plusSeconds(i * 43L));
      tweets.add(tweet.build());
      if (i % 2 == 0) {
        tweets.add(tweet.setIngestedAt(TestTweets.CREATED.plusSeconds(9_999)).build());
      }
    }
    Collections.shuffle(tweets, new Random(7));
    return tweets;
  }

  private static Instant quarterHour(Instant instant) {
    long seconds = instant.getEpochSecond();
    return Instant.ofEpochSecond(seconds - seconds % 900);
  }

  private static void produce(Map<String, String> settings, List<Tweet> tweets) throws Exception {
    produce(settings, tweets, null);
  }

  /** Sends one tweet per second from the first arrival on, or all of them now when it is null. */
  private static void produce(Map<String, String> settings, List<Tweet> tweets, Instant first)
      throws Exception {
    WireFormat wire = WireFormat.connect(StreamsSettings.of(settings).registry());
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            // One request at a time, because several requests to a new topic may overtake each
            // other.
            Map.of(
                "bootstrap.servers", broker.address(), "max.in.flight.requests.per.connection", 1),
            new StringSerializer(),
            new ByteArraySerializer())) {
      String topic = settings.get("topic.raw");
      Serializer<Object> avro = wire.serializer();
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (Tweet tweet : tweets) {
        Long arrived = first == null ? null : first.plusSeconds(sent.size()).toEpochMilli();
        byte[] value = avro.serialize(topic, tweet);
        sent.add(
            producer.send(new ProducerRecord<>(topic, null, arrived, tweet.getTweetId(), value)));
      }
      producer.flush();
      for (Future<RecordMetadata> record : sent) {
        record.get();
      }
    }
  }

  /** count_tweets of the last aggregate of each window, as an external consumer reads it. */
  private static Map<String, Long> published(Map<String, String> settings) {
    KafkaAvroDeserializer values = new KafkaAvroDeserializer();
    Map<String, Object> config = new TreeMap<>(StreamsSettings.of(settings).registry());
    config.put("specific.avro.reader", true);
    values.configure(config, false);
    Map<String, Long> counts = new TreeMap<>();
    try (KafkaConsumer<String, Object> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.address(), "isolation.level", "read_committed"),
            new StringDeserializer(),
            values)) {
      List<TopicPartition> partitions =
          List.of(
              new TopicPartition(settings.get("topic.aggregate"), 0),
              new TopicPartition(settings.get("topic.aggregate"), 1));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<String, Object> record : consumer.poll(Duration.ofMillis(100))) {
          counts.put(record.key(), ((SentimentAggregate) record.value()).getCountTweets());
        }
      }
    }
    return counts;
  }

  private static String get(StreamsApp app, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + app.httpPort() + path)).build(),
            HttpResponse.BodyHandlers.ofString(UTF_8))
        .body();
  }
}
