package io.tweetsentiment.streams.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.tweetsentiment.schemas.MergedTweet;
import io.tweetsentiment.schemas.SentimentAggregate;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.schemas.rules.Merge;
import io.tweetsentiment.schemas.rules.Totals;
import io.tweetsentiment.schemas.rules.Window;
import io.tweetsentiment.streams.TestTweets;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

/**
 * Only the first record of a schema is written by Confluent's classes, and none is read by them;
 * the bytes must be the same for all records.
 */
class WireFormatTest {

  private static final Map<String, Object> CONFIG =
      Map.of("schema.registry.url", "mock://wire", "specific.avro.reader", true);

  private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
  private final WireFormat wire = new WireFormat(registry, CONFIG, pause -> {});

  @Test
  void shouldWriteTheBytesThatConfluentWrites() {
    Tweet tweet = TestTweets.tweet("1", "good \ud83d\ude00").build();
    TweetSentiment sentiment = TestTweets.sentiment("1", "good").build();
    MergedTweet merged = Merge.of(tweet, sentiment);
    SentimentAggregate aggregate =
        Totals.ZERO.aggregate(Window.of(TestTweets.CREATED, Duration.ofMinutes(15)), "tea");
    for (SpecificRecord record : List.of(tweet, sentiment, merged, aggregate)) {
      try (Serializer<Object> ours = wire.serializer();
          KafkaAvroSerializer confluent = new KafkaAvroSerializer(registry, CONFIG)) {
        byte[] expected = confluent.serialize("topic", record);

        for (int i = 0; i < 3; i++) {
          assertThat(ours.serialize("topic", record)).isEqualTo(expected);
        }
        assertThat(ours.serialize("other", record)).hasSameSizeAs(expected);
        assertThat(ours.serialize("topic", null)).isNull();
      }
    }
  }

  @Test
  void shouldLeaveItToConfluentWhenItWritesWithAnotherSchema() throws Exception {
    TweetSentiment sentiment = TestTweets.sentiment("1", "good").build();
    registry.register("topic-value", new AvroSchema(withoutTheLastField(sentiment.getSchema())));
    Map<String, Object> latest =
        Map.of(
            "schema.registry.url",
            "mock://wire",
            "auto.register.schemas",
            false,
            "use.latest.version",
            true,
            "latest.compatibility.strict",
            false);
    try (Serializer<Object> ours = new WireFormat(registry, latest, pause -> {}).serializer();
        KafkaAvroSerializer confluent = new KafkaAvroSerializer(registry, latest)) {
      byte[] expected = confluent.serialize("topic", sentiment);

      assertThat(ours.serialize("topic", sentiment)).isEqualTo(expected);
      assertThat(ours.serialize("topic", sentiment)).isEqualTo(expected);
    }
  }

  @Test
  void shouldReadEachRecordByTheSchemaItWasWrittenWith() {
    WireDecoder<TweetSentiment> decoder = wire.decoder(TweetSentiment.class);
    TweetSentiment sentiment = TestTweets.sentiment("1", "good").build();
    Schema newer = withOneMoreField(sentiment.getSchema());
    GenericData.Record other = new GenericData.Record(newer);
    sentiment
        .getSchema()
        .getFields()
        .forEach(field -> other.put(field.name(), plain(sentiment.get(field.pos()))));
    other.put("more", "x");
    try (KafkaAvroSerializer confluent = new KafkaAvroSerializer(registry, CONFIG)) {
      byte[] ours = confluent.serialize("topic", sentiment);
      byte[] theirs = confluent.serialize("topic", other);

      for (byte[] bytes : List.of(ours, ours, theirs, theirs, ours, theirs, ours)) {
        assertThat(decoder.decode("topic", bytes)).isEqualTo(new Decoded.Valid<>(sentiment));
      }
    }
  }

  @Test
  void shouldSayTheSameOfBrokenBytesWhateverCameBefore() {
    Tweet tweet = TestTweets.tweet("1", "good").build();
    try (KafkaAvroSerializer confluent = new KafkaAvroSerializer(registry, CONFIG)) {
      byte[] whole = confluent.serialize("topic", tweet);
      byte[] broken = Arrays.copyOf(whole, whole.length / 2);
      WireDecoder<Tweet> fresh = wire.decoder(Tweet.class);
      WireDecoder<Tweet> used = wire.decoder(Tweet.class);
      used.decode("topic", whole);
      used.decode("topic", whole);

      assertThat(used.decode("topic", broken)).isEqualTo(fresh.decode("topic", broken));
      assertThat(used.decode("topic", whole)).isEqualTo(new Decoded.Valid<>(tweet));
    }
  }

  @Test
  void shouldReadTheFirstRecordOfASchemaWithOneCallOfTheRegistry() {
    Tweet tweet = TestTweets.tweet("1", "good").build();
    try (KafkaAvroSerializer confluent = new KafkaAvroSerializer(registry, CONFIG)) {
      byte[] bytes = confluent.serialize("topic", tweet);
      AtomicInteger failures = new AtomicInteger(3);
      SchemaRegistryClient restarting =
          (SchemaRegistryClient)
              Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {SchemaRegistryClient.class},
                  (proxy, method, args) -> {
                    if (method.getName().equals("getSchemaById")
                        && failures.getAndDecrement() <= 0) {
                      return registry.getSchemaById((int) args[0]);
                    }
                    throw new IOException("the registry restarts");
                  });
      WireDecoder<Tweet> decoder =
          new WireFormat(restarting, CONFIG, pause -> {}).decoder(Tweet.class);

      assertThat(decoder.decode("topic", bytes)).isEqualTo(new Decoded.Valid<>(tweet));
      assertThat(decoder.decode("topic", bytes)).isEqualTo(new Decoded.Valid<>(tweet));
    }
  }

  private static Object plain(Object value) {
    return value instanceof java.time.Instant instant ? instant.toEpochMilli() : value;
  }

  private static Schema withoutTheLastField(Schema schema) {
    List<Schema.Field> fields = schema.getFields().subList(0, schema.getFields().size() - 1);
    return Schema.createRecord(
        schema.getName(),
        schema.getDoc(),
        schema.getNamespace(),
        false,
        fields.stream().map(f -> new Schema.Field(f, f.schema())).toList());
  }

  private static Schema withOneMoreField(Schema schema) {
    List<Schema.Field> fields =
        new java.util.ArrayList<>(
            schema.getFields().stream().map(f -> new Schema.Field(f, f.schema())).toList());
    fields.add(
        0, new Schema.Field("more", Schema.create(Schema.Type.STRING), "One more.", (Object) ""));
    return Schema.createRecord(
        schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
  }
}
