package io.tweetsentiment.standalone.bench.broken.kinds;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.schemas.rules.Fingerprint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records in Confluent's wire format: magic byte 0, 4 bytes for the schema id, which the injector
 * fills in, and Avro. The key is the marker.
 */
public final class Encoded {

  /** Number of bytes before the Avro. */
  static final int HEADER = 5;

  private Encoded() {}

  /** A valid tweet. */
  public static Draft tweet(SampleTweet sample) {
    return tweet(sample, tweet -> {});
  }

  static Draft tweet(SampleTweet sample, Consumer<Tweet> change) {
    Tweet tweet =
        Tweet.newBuilder()
            .setTweetId(sample.id())
            .setTopic(SampleTweet.TOPIC)
            .setVersionId(sample.id())
            .setCreatedAt(sample.createdAt())
            .setText("good tea " + sample.random().nextInt(1_000))
            .setLang("en")
            .setIngestedAt(SampleTweet.START.plus(SampleTweet.SPAN))
            .build();
    change.accept(tweet);
    return wire(sample, Schemas.TWEET, avro(tweet));
  }

  /** A valid sentiment of a tweet that does not exist. */
  static Draft sentiment(SampleTweet sample, Consumer<TweetSentiment> change) {
    TweetSentiment sentiment =
        TweetSentiment.newBuilder()
            .setTweetId(sample.id())
            .setTextHash(Fingerprint.ofText("good tea", "en"))
            .setLabel("POSITIVE")
            .setPositive(0.7)
            .setNegative(0.1)
            .setNeutral(0.15)
            .setMixed(0.05)
            .setEngine("other-1")
            .setScoredAt(SampleTweet.START.plus(SampleTweet.SPAN))
            .setCreatedAt(sample.createdAt())
            .build();
    change.accept(sentiment);
    return wire(sample, Schemas.SENTIMENT, avro(sentiment));
  }

  /** Avro of a schema whose first field is a string: the marker, followed by other bytes. */
  static Draft other(SampleTweet sample, String schema, byte... rest) {
    byte[] id = sample.id().getBytes(US_ASCII);
    ByteBuffer bytes = ByteBuffer.allocate(1 + id.length + rest.length);
    return wire(sample, schema, bytes.put((byte) (2 * id.length)).put(id).put(rest).array());
  }

  static Draft wire(SampleTweet sample, String schema, byte[] avro) {
    byte[] value = ByteBuffer.allocate(HEADER + avro.length).position(HEADER).put(avro).array();
    return new Draft(null, value, schema).withKey(sample.id());
  }

  /** A draft whose bytes are cut or padded to a length. */
  static Draft cut(Draft draft, int length) {
    return new Draft(draft.key(), Arrays.copyOf(draft.value(), length), draft.schema());
  }

  /** Bytes with the marker as key. */
  static Draft bytes(SampleTweet sample, byte... value) {
    return new Draft(null, value, null).withKey(sample.id());
  }

  private static byte[] avro(SpecificRecord record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new SpecificDatumWriter<SpecificRecord>(record.getSchema()).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
