package io.tweetsentiment.streams.intake;

import static io.tweetsentiment.streams.TestTweets.edit;
import static io.tweetsentiment.streams.TestTweets.sentiment;
import static io.tweetsentiment.streams.TestTweets.tweet;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.rules.Envelope;
import io.tweetsentiment.streams.TestPipeline;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Unusable records go to the dead-letter topic as they were received; the others are scored. */
class DeadLetterTest {

  private final TestPipeline pipeline = new TestPipeline();

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void shouldDeadLetterTheBytesWhenTheyAreNoAvro() {
    byte[] bytes = "{\"id\":\"1\"}".getBytes(UTF_8);
    pipeline.raw("1", bytes);
    pipeline.tweets(tweet("2", "good"));

    TestRecord<byte[], byte[]> letter = pipeline.deadLetters.get(0);
    assertThat(letter.value()).isEqualTo(bytes);
    assertThat(letter.key()).isEqualTo("1".getBytes(UTF_8));
    assertThat(header(letter, "stage")).isEqualTo("tweet");
    assertThat(header(letter, "reason")).contains("not Avro in Confluent's wire format");
    assertThat(header(letter, "exception")).isEmpty();
    assertThat(header(letter, "origin.topic")).isEqualTo("tweets.raw");
    assertThat(header(letter, "origin.partition")).isEqualTo("0");
    assertThat(header(letter, "origin.offset")).isEqualTo("0");
    assertThat(header(letter, "origin.timestamp"))
        .isEqualTo(Long.toString(TestPipeline.START.minusSeconds(5).toEpochMilli()));
    // The retention of the dead-letter topic counts from this time.
    assertThat(letter.getRecordTime()).isEqualTo(TestPipeline.START);
    assertThat(pipeline.counted())
        .isEqualTo(
            Map.of("received", 2L, "dead_lettered", 1L, "merged", 1L, "scored", 1L, "windows", 1L));
  }

  @Test
  void shouldTakeTheReasonOutOfTheEnvelopeWhenTheProducerKnewIt() {
    byte[] line = "{\"data\": 5".getBytes(UTF_8);
    pipeline.raw(
        "1", Envelope.unusable("invalid JSON: it is incomplete", "a.jsonl:17", line).bytes());
    pipeline.tweets(tweet("2", "good"));

    TestRecord<byte[], byte[]> letter = pipeline.deadLetters.get(0);
    assertThat(letter.value()).isEqualTo(line);
    assertThat(letter.key()).isEqualTo("1".getBytes(UTF_8));
    assertThat(header(letter, "stage")).isEqualTo("tweet");
    assertThat(header(letter, "reason")).isEqualTo("a.jsonl:17: invalid JSON: it is incomplete");
    assertThat(pipeline.counted()).containsEntry("dead_lettered", 1L).containsEntry("merged", 1L);
  }

  @Test
  void shouldCountAsOversizeWhenTheEnvelopeSaysSo() {
    byte[] first = {1, 2, 3};
    pipeline.raw(
        "1", new Envelope(Envelope.Kind.OVERSIZE, 2_000_000, "too large", "", first).bytes());
    pipeline.tweets(tweet("2", "good"));

    TestRecord<byte[], byte[]> letter = pipeline.deadLetters.get(0);
    assertThat(letter.value()).isEqualTo(first);
    assertThat(header(letter, "stage")).isEqualTo("tweet");
    assertThat(header(letter, "reason")).isEqualTo("too large");
    assertThat(pipeline.counted())
        .isEqualTo(
            Map.of("received", 2L, "oversize", 1L, "merged", 1L, "scored", 1L, "windows", 1L));
  }

  @Test
  void shouldDeadLetterTheEnvelopeWhenItIsBroken() {
    byte[] whole = Envelope.unusable("no text", "", new byte[] {1}).bytes();
    reasonOf("1", new byte[] {whole[0]}, "not an envelope: 1 bytes");
    byte[] otherVersion = whole.clone();
    otherVersion[1] = 9;
    reasonOf("1", otherVersion, "the envelope has version 9, this app reads 1");
    byte[] otherKind = whole.clone();
    otherKind[2] = 7;
    reasonOf("1", otherKind, "the unknown kind 7");
    reasonOf("1", Arrays.copyOf(whole, 16), "the reason of the envelope is cut off");
    assertThat(pipeline.counted()).isEqualTo(Map.of("received", 4L, "dead_lettered", 4L));
  }

  @Test
  void shouldDeadLetterWhenTheTimeIsOutsideTheYears1To9999() {
    reasonOf(
        "1",
        bytes(tweet("1", "good").setCreatedAt(Instant.ofEpochMilli(Long.MAX_VALUE))),
        "outside the years 1 to 9999");
    reasonOf(
        "1",
        bytes(tweet("1", "good").setCreatedAt(Instant.parse("0000-12-31T23:59:59.999Z"))),
        "created_at is 0000-12-31T23:59:59.999Z, outside the years 1 to 9999");
  }

  @Test
  void shouldDeadLetterWhenTheSchemaIdIsUnknown() {
    reasonOf("1", new byte[] {0, 0, 0, 3, 7, 1, 2}, "does not know schema id 775");
  }

  @Test
  void shouldDeadLetterWhenTheAvroIsBroken() {
    byte[] bytes = pipeline.bytes(tweet("1", "good").build());
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 4);

    reasonOf("1", cut, "the bytes are not a record of schema id");
    assertThat(header(pipeline.deadLetters.get(0), "exception")).contains("Exception");
  }

  @Test
  void shouldDeadLetterWhenAStringSaysThatItIsTwoGigabytesLong() {
    byte[] header = Arrays.copyOf(pipeline.bytes(tweet("1", "good").build()), 5);
    byte[] bytes =
        ByteBuffer.allocate(10)
            .put(header)
            .put(new byte[] {(byte) 0xee, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f})
            .array();

    reasonOf("1", bytes, "exceeds maximum allowed");
  }

  @Test
  void shouldDeadLetterWhenTheSchemaIsAnothers() {
    byte[] bytes = pipeline.avro.serialize("tweets.raw", sentiment("1", "good").build());

    reasonOf("1", bytes, "is TweetSentiment, not Tweet");
  }

  @Test
  void shouldDeadLetterWhenTheValueIsNull() {
    reasonOf("1", null, "the value is null");
  }

  @Test
  void shouldDeadLetterWhenTheKeyIsNotTheId() {
    reasonOf("2", bytes(tweet("1", "good")), "the key is '2' instead of the tweet_id 1");
    reasonOf(null, bytes(tweet("1", "good")), "the key is null instead of the tweet_id 1");
  }

  @Test
  void shouldDeadLetterWhenATweetLacksWhatItNeeds() {
    reasonOf("1", bytes(tweet("1", "good").setText(null)), "the tweet has no text");
    reasonOf("1", bytes(tweet("1", "good").setTopic(null)), "topic is null");
    reasonOf("1", bytes(tweet("1", "good").setCreatedAt(null)), "created_at is null");
    reasonOf(" ", bytes(tweet(" ", "good")), "tweet_id is blank");
    assertThat(pipeline.counted()).isEqualTo(Map.of("received", 4L, "dead_lettered", 4L));
  }

  @Test
  void shouldDeadLetterASentimentWhenItHasNoMeaning() {
    byte[] noAvro = {9, 9};
    pipeline.sentiment("1", noAvro);
    sendSentiment("1", sentiment("1", "good").setLabel("HAPPY").build());
    sendSentiment("1", sentiment("1", "good").setPositive(null).build());
    sendSentiment("1", sentiment("1", "good").setPositive(1.5).build());
    sendSentiment("2", sentiment("1", "good").build());
    pipeline.settle();

    assertThat(pipeline.deadLetters).hasSize(5);
    assertThat(pipeline.deadLetters)
        .allSatisfy(letter -> assertThat(header(letter, "stage")).isEqualTo("sentiment"));
    assertThat(pipeline.deadLetters.get(0).value()).isEqualTo(noAvro);
    assertThat(pipeline.counted()).isEqualTo(Map.of("sentiments_dead_lettered", 5L));
  }

  @Test
  void shouldDeadLetterWithTheEnginesReasonWhenItRejects() {
    Tweet rejected = tweet("1", "reject me").build();
    pipeline.send(rejected);
    pipeline.send(tweet("1", "reject me").setTopic("tea").build());
    pipeline.tweets(tweet("2", "good"));

    assertThat(pipeline.deadLetters).hasSize(2);
    TestRecord<byte[], byte[]> letter = pipeline.deadLetters.get(0);
    assertThat(letter.value()).isEqualTo(pipeline.bytes(rejected));
    assertThat(header(letter, "stage")).isEqualTo("score");
    assertThat(header(letter, "reason")).isEqualTo("INVALID: cannot read 'reject me'");
    assertThat(header(letter, "origin.offset")).isEqualTo("0");
    assertThat(pipeline.counted())
        .isEqualTo(
            Map.of("received", 3L, "dead_lettered", 2L, "merged", 1L, "scored", 1L, "windows", 1L));

    pipeline.sentiments(sentiment("1", "reject me"));
    assertThat(pipeline.merged()).containsOnlyKeys("1 espresso", "1 tea", "2 espresso");
    assertThat(pipeline.counted()).containsEntry("merged", 3L).doesNotContainKey("dead_lettered");
  }

  @Test
  void shouldTakeTheOldVersionOutWhenTheNewOneIsRejected() {
    pipeline.tweets(tweet("1", "good"));
    pipeline.tweets(edit("1", 1, "reject"));

    assertThat(pipeline.merged()).isEmpty();
    assertThat(pipeline.aggregates()).isEmpty();
    assertThat(pipeline.counted())
        .isEqualTo(Map.of("received", 2L, "superseded", 1L, "dead_lettered", 1L, "scored", 1L));
  }

  private void reasonOf(String key, byte[] value, String reason) {
    int before = pipeline.deadLetters.size();
    pipeline.raw(key, value);
    pipeline.tick();
    assertThat(pipeline.deadLetters).hasSize(before + 1);
    TestRecord<byte[], byte[]> letter = pipeline.deadLetters.get(before);
    assertThat(letter.value()).isEqualTo(value);
    assertThat(header(letter, "reason")).contains(reason);
  }

  private void sendSentiment(String key, io.tweetsentiment.schemas.TweetSentiment sentiment) {
    pipeline.sentiment(key, pipeline.avro.serialize("tweets.sentiment", sentiment));
  }

  private byte[] bytes(Tweet.Builder tweet) {
    return pipeline.bytes(tweet.build());
  }

  private static String header(TestRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldScoreARejectedTweetAgainOnlyWhenItIsRedriven(boolean inCallingThread) {
    pipeline.engine.isInCallingThread = inCallingThread;
    byte[] tweet = pipeline.bytes(tweet("1", "reject this good one").build());
    pipeline.raw("1", tweet);
    pipeline.settle();
    assertThat(pipeline.board.sums()).containsEntry("dead_lettered", 1L);

    pipeline.engine.isTolerant = true;
    pipeline.raw("1", tweet);
    pipeline.settle();
    assertThat(pipeline.board.sums())
        .containsEntry("dead_lettered", 1L)
        .containsEntry("duplicate", 1L);

    pipeline.raw("1", tweet, "redriven");
    pipeline.settle();
    assertThat(pipeline.board.sums())
        .containsEntry("received", 3L)
        .containsEntry("merged", 1L)
        .containsEntry("superseded", 1L)
        .containsEntry("duplicate", 1L)
        .containsEntry("dead_lettered", 0L);
    assertThat(pipeline.mergedRecords).hasSize(1);

    pipeline.raw("1", tweet, "redriven");
    pipeline.settle();
    assertThat(pipeline.board.sums()).containsEntry("merged", 1L).containsEntry("duplicate", 2L);
  }
}
