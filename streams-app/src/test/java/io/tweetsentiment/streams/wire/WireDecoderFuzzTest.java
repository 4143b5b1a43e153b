package io.tweetsentiment.streams.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.streams.TestTweets;
import io.tweetsentiment.streams.wire.Decoded.Malformed;
import io.tweetsentiment.streams.wire.Decoded.Valid;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;
import org.apache.avro.Schema;

/** The decoder returns a tweet or a reason for any bytes and never throws. */
class WireDecoderFuzzTest {

  private static final String NODE =
      "{'type':'record','name':'%s','namespace':'io.tweetsentiment.schemas','fields':["
          + "{'name':'tweet_id','type':'string'},{'name':'ingested_at','type':'long'},"
          + "{'name':'extra','type':%s}]}";

  /** Schemas that others may register, some under the name of the tweet schema. */
  private static final List<String> SCHEMAS =
      List.of(
          String.format(NODE, "Tweet", "['null','Tweet']"),
          String.format(NODE, "Tweet", "{'type':'array','items':'null'}"),
          String.format(NODE, "Tweet", "{'type':'array','items':'string'}"),
          String.format(NODE, "Tweet", "{'type':'map','values':'bytes'}"),
          String.format(NODE, "Other", "['null','Other']"),
          String.format(NODE, "Other", "{'type':'array','items':'null'}"),
          "{'type':'record','name':'Tweet','namespace':'io.tweetsentiment.schemas','fields':["
              + "{'name':'tweet_id','type':'long'},{'name':'ingested_at','type':'string'}]}",
          "{'type':'record','name':'TweetSentiment','namespace':'io.tweetsentiment.schemas',"
              + "'fields':[]}",
          "'string'",
          "'bytes'",
          "'null'",
          "['null','string']",
          "{'type':'array','items':'long'}",
          "{'type':'array','items':'null'}",
          "{'type':'enum','name':'Tweet','symbols':['A']}",
          "{'type':'fixed','name':'Tweet','size':3}",
          "{'type':'fixed','name':'Huge','size':16000000}");

  private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
  private final List<Integer> ids = new ArrayList<>();
  private final byte[] tweet;
  private WireDecoder<Tweet> decoder;

  WireDecoderFuzzTest() throws Exception {
    WireFormat wire = wire();
    tweet =
        wire.serializer()
            .serialize("tweets.raw", TestTweets.tweet("1", "good \ud83d\ude00").build());
    ids.add(WireDecoder.id(tweet));
    for (String schema : SCHEMAS) {
      Schema parsed = new Schema.Parser().parse(schema.replace('\'', '"'));
      ids.add(registry.register("s" + ids.size(), new AvroSchema(parsed)));
    }
  }

  @BeforeTry
  void open() {
    decoder = wire().decoder(Tweet.class);
  }

  private WireFormat wire() {
    return new WireFormat(
        registry,
        Map.of("schema.registry.url", "mock://fuzz", "specific.avro.reader", true),
        pause -> {});
  }

  @Property
  void shouldTakeAnyBytes(@ForAll byte[] bytes) {
    requireAnAnswer(bytes);
  }

  @Property
  void shouldTakeAnyBytesUnderAnySchema(
      @ForAll @IntRange(max = 30) int schema, @ForAll byte[] bytes) {
    int id = schema < ids.size() ? ids.get(schema) : schema * 1_000_003;
    requireAnAnswer(
        ByteBuffer.allocate(5 + bytes.length).put((byte) 0).putInt(id).put(bytes).array());
  }

  @Property
  void shouldTakeATweetWithAnythingChanged(
      @ForAll long seed, @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 5) Integer> kinds) {
    Random random = new Random(seed);
    byte[] bytes = tweet;
    for (int kind : kinds) {
      bytes = changed(bytes, kind, random);
    }
    // The second record of a schema is decoded by other code than the first.
    requireAnAnswer(tweet);
    requireAnAnswer(bytes);
    assertThat(requireAnAnswer(tweet)).isInstanceOf(Valid.class);
  }

  @Property(tries = 200)
  void shouldTakeTheSameByteManyTimesUnderAnySchema(
      @ForAll byte repeated, @ForAll @IntRange(max = 17) int schema) {
    byte[] bytes = new byte[200_000];
    Arrays.fill(bytes, repeated);
    ByteBuffer.wrap(bytes).put((byte) 0).putInt(ids.get(schema));
    requireAnAnswer(bytes);
  }

  @Example
  void shouldNameWhatIsNestedTooDeeply() {
    decoder = wire().decoder(Tweet.class);
    // tweet_id "", ingested_at 0, repeated 300,000 times.
    byte[] bytes = new byte[900_000];
    for (int i = 5; i + 2 < bytes.length; i += 3) {
      bytes[i + 2] = 2;
    }
    ByteBuffer.wrap(bytes).put((byte) 0).putInt(ids.get(1));

    assertThat(requireAnAnswer(bytes)).isInstanceOf(Malformed.class);
  }

  @Example
  void shouldNotMakeRoomForWhatIsNotThere() {
    decoder = wire().decoder(Tweet.class);
    for (int id : ids) {
      // A length or a number of items of about two billion.
      for (byte[] length :
          List.of(
              new byte[] {-2, -1, -1, -1, 15},
              new byte[] {0, 0, -2, -1, -1, -1, 15},
              new byte[] {0, 0, -1, -1, -1, -1, 15, 2})) {
        ByteBuffer bytes = ByteBuffer.allocate(5 + length.length).put((byte) 0).putInt(id);
        requireAnAnswer(bytes.put(length).array());
      }
    }
  }

  private Decoded<Tweet> requireAnAnswer(byte[] bytes) {
    Decoded<Tweet> decoded = decoder.decode("tweets.raw", bytes);
    if (decoded instanceof Malformed<Tweet> malformed) {
      assertThat(malformed.reason()).isNotBlank();
    } else if (decoded instanceof Valid<Tweet> valid) {
      assertThat(valid.value().getTweetId()).isNotNull();
    }
    return decoded;
  }

  private static byte[] changed(byte[] bytes, int kind, Random random) {
    if (bytes.length == 0) {
      return bytes;
    }
    int at = random.nextInt(bytes.length);
    byte[] copy = bytes.clone();
    switch (kind) {
      case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> copy[at] = (byte) random.nextInt();
      case 2 -> copy[at] = -1;
      case 3 -> copy = Arrays.copyOf(bytes, at);
      case 4 -> copy = Arrays.copyOf(bytes, bytes.length + random.nextInt(9));
      default -> {
        copy = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, copy, 0, at);
        System.arraycopy(bytes, at, copy, at + 1, bytes.length - at);
        copy[at] = (byte) random.nextInt();
      }
    }
    return copy;
  }
}
