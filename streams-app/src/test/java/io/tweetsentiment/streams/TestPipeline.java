package io.tweetsentiment.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.tweetsentiment.schemas.MergedTweet;
import io.tweetsentiment.schemas.SentimentAggregate;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.streams.counters.CounterBoard;
import io.tweetsentiment.streams.intake.TweetArrivalExtractor;
import io.tweetsentiment.streams.scoring.Dispatcher;
import io.tweetsentiment.streams.scoring.FakeEngine;
import io.tweetsentiment.streams.scoring.FakeEventLoop;
import io.tweetsentiment.streams.wire.WireFormat;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The topology in a test driver, with an engine and a clock that the test controls. */
public final class TestPipeline implements AutoCloseable {

  public static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  private static final Duration TICK = Duration.ofMillis(100);

  public final FakeEngine engine;
  final FakeEventLoop loop = new FakeEventLoop();
  public final CounterBoard board = new CounterBoard();
  public final Dispatcher dispatcher;
  public final TopologyTestDriver driver;
  final Map<String, String> registry;
  public final Serializer<Object> avro;
  private final TestInputTopic<byte[], byte[]> raw;
  private final TestInputTopic<byte[], byte[]> sentiment;
  private final Map<String, MergedTweet> merged = new TreeMap<>();
  private final Map<String, SentimentAggregate> aggregates = new TreeMap<>();

  /** All records of the topics, in order. */
  public final List<MergedTweet> mergedRecords = new ArrayList<>();

  public final List<SentimentAggregate> aggregateRecords = new ArrayList<>();
  public final List<TestRecord<byte[], byte[]>> deadLetters = new ArrayList<>();
  public final List<TweetSentiment> sentimentRecords = new ArrayList<>();
  public final List<Times> sentimentTimes = new ArrayList<>();
  public final List<TestRecord<String, Object>> records = new ArrayList<>();

  /**
   * The times of a sentiment record: the arrival time of its tweet, in milliseconds since the
   * epoch, and its own timestamp.
   */
  public record Times(long ofTweet, Instant own) {}

  public TestPipeline() {
    this(new FakeEngine(25, 4), Map.of());
  }

  public TestPipeline(FakeEngine engine, Map<String, String> given) {
    this(engine, given, UUID.randomUUID().toString());
  }

  public TestPipeline(FakeEngine engine, Map<String, String> given, String scope) {
    this.engine = engine;
    Map<String, String> values = new TreeMap<>(given);
    values.put("schema.registry.url", "mock://" + scope);
    values.put("kafka.state.dir", Path.of("target", "state", scope).toString());
    StreamsSettings settings = StreamsSettings.of(values);
    this.registry = settings.registry();
    WireFormat wire = WireFormat.connect(registry);
    this.avro = wire.serializer();
    this.dispatcher = new Dispatcher(engine, settings.linger(), settings.backoff(0), loop);
    Clock clock = Clock.fixed(START, ZoneOffset.UTC);
    Properties properties = KafkaProperties.of(settings);
    this.driver =
        new TopologyTestDriver(
            new TweetTopology(settings, wire, dispatcher, clock, board).get(), properties, START);
    this.raw =
        driver.createInputTopic("tweets.raw", new ByteArraySerializer(), new ByteArraySerializer());
    this.sentiment =
        driver.createInputTopic(
            "tweets.sentiment", new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Sends tweets in order and waits until they are processed. */
  public TestPipeline tweets(Tweet.Builder... tweets) {
    for (Tweet.Builder tweet : tweets) {
      send(tweet.build());
    }
    return settle();
  }

  public void send(Tweet tweet) {
    raw(tweet.getTweetId(), bytes(tweet));
  }

  public void raw(String key, byte[] value) {
    raw.pipeInput(key == null ? null : key.getBytes(UTF_8), value, START.minusSeconds(5));
  }

  /** Sends a raw record with a header. */
  public void raw(String key, byte[] value, String header) {
    raw.pipeInput(
        new TestRecord<>(
            key.getBytes(UTF_8),
            value,
            new RecordHeaders().add(header, "x".getBytes(UTF_8)),
            START.minusSeconds(5)));
  }

  public TestPipeline sentiments(TweetSentiment.Builder... sentiments) {
    for (TweetSentiment.Builder builder : sentiments) {
      TweetSentiment record = builder.build();
      sentiment(record.getTweetId(), avro.serialize("tweets.sentiment", record));
    }
    return settle();
  }

  public void sentiment(String key, byte[] value) {
    sentiment.pipeInput(key.getBytes(UTF_8), value, START.minusSeconds(4));
  }

  public byte[] bytes(Tweet tweet) {
    return avro.serialize("tweets.raw", tweet);
  }

  /** Lets time pass until the pipeline is idle, and checks the equation of the counters. */
  public TestPipeline settle() {
    for (int i = 0; i < 6; i++) {
      tick();
    }
    return this;
  }

  /** Lets 100 ms pass for the engine and the stream. */
  public TestPipeline tick() {
    loop.advance(TICK);
    driver.advanceWallClockTime(TICK);
    read();
    checkEquation();
    return this;
  }

  Map<String, Long> counters() {
    return board.sums();
  }

  /** The counters that are not zero. */
  public Map<String, Long> counted() {
    Map<String, Long> counted = new TreeMap<>(board.sums());
    counted.values().removeIf(count -> count == 0);
    return counted;
  }

  /** The last merged record of each tweet; deleted ones are absent. Key: {@code id topic}. */
  public Map<String, MergedTweet> merged() {
    Map<String, MergedTweet> present = new TreeMap<>(merged);
    present.values().removeIf(MergedTweet::getDeleted);
    return present;
  }

  /** The last aggregate of each window; emptied ones are absent. */
  public Map<String, SentimentAggregate> aggregates() {
    Map<String, SentimentAggregate> present = new TreeMap<>(aggregates);
    present.values().removeIf(a -> a.getCountTweets() == 0 && a.getCountUnscored() == 0);
    return present;
  }

  public <T> KeyValueStore<String, T> store(String name) {
    return driver.getKeyValueStore(name);
  }

  @Override
  public void close() {
    driver.close();
    dispatcher.close();
  }

  private void read() {
    KafkaAvroDeserializer values = new KafkaAvroDeserializer();
    Map<String, Object> config = new TreeMap<>(registry);
    config.put("specific.avro.reader", true);
    values.configure(config, false);
    for (TestRecord<String, Object> record : drain("tweets.merged", values)) {
      MergedTweet tweet = (MergedTweet) record.value();
      assertThat(record.key()).isEqualTo(tweet.getTweetId());
      merged.put(tweet.getTweetId() + " " + tweet.getTopic(), tweet);
      mergedRecords.add(tweet);
      records.add(record);
    }
    for (TestRecord<String, Object> record : drain("tweets.aggregate", values)) {
      aggregates.put(record.key(), (SentimentAggregate) record.value());
      aggregateRecords.add((SentimentAggregate) record.value());
      records.add(record);
    }
    for (TestRecord<String, Object> record : drain("tweets.sentiment", values)) {
      sentimentRecords.add((TweetSentiment) record.value());
      byte[] arrived = record.headers().lastHeader(TweetArrivalExtractor.HEADER).value();
      sentimentTimes.add(
          new Times(Long.parseLong(new String(arrived, UTF_8)), record.getRecordTime()));
    }
    deadLetters.addAll(
        driver
            .createOutputTopic(
                "tweets.dlq", new ByteArrayDeserializer(), new ByteArrayDeserializer())
            .readRecordsToList());
  }

  private List<TestRecord<String, Object>> drain(String topic, Deserializer<Object> values) {
    return driver.createOutputTopic(topic, new StringDeserializer(), values).readRecordsToList();
  }

  private void checkEquation() {
    Map<String, Long> counts = counters();
    assertThat(
            counts.get("merged")
                + counts.get("duplicate")
                + counts.get("superseded")
                + counts.get("deleted")
                + counts.get("dead_lettered")
                + counts.get("oversize")
                + counts.get("pending"))
        .as("states of the raw records: %s", counts)
        .isEqualTo(counts.get("received"));
  }
}
