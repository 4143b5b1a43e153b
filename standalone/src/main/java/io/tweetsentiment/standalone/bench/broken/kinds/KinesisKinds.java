package io.tweetsentiment.standalone.bench.broken.kinds;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Records of the stream that other programs put there. */
final class KinesisKinds {

  private KinesisKinds() {}

  static List<Kind> list() {
    Kinds kinds = new Kinds(EntryPoint.KINESIS);
    bytes(kinds);
    avro(kinds);
    tweets(kinds);
    return kinds.toList();
  }

  private static void bytes(Kinds kinds) {
    kinds
        .rejected("stream: noise", s -> Encoded.bytes(s, s.garbage(200)))
        .rejected("stream: one zero byte", s -> Encoded.bytes(s, (byte) 0))
        .rejected("stream: one other byte", s -> Encoded.bytes(s, (byte) 7))
        .rejected("stream: four zero bytes", s -> Encoded.bytes(s, new byte[4]))
        .rejected("stream: 60,000 zero bytes", s -> Encoded.bytes(s, new byte[60_000]))
        .rejected("stream: 60,000 bytes of 255", s -> Encoded.bytes(s, filled(60_000, -1)))
        .rejected("stream: text", s -> text(s, "hello " + s.id()))
        .rejected("stream: tweet as JSON", s -> text(s, s.tweet().toString()))
        .rejected("stream: line of the tweets file", s -> text(s, s.line()))
        .rejected("stream: XML", s -> text(s, "<a>" + s.id() + "</a>"))
        .rejected(
            "stream: gzip's first bytes", s -> Encoded.bytes(s, (byte) 0x1f, (byte) 0x8b, (byte) 8))
        .rejected("stream: begins as aggregated records", KinesisKinds::aggregated)
        .rejected("stream: CSV with a byte-order mark", s -> text(s, "\ufeffid\n" + s.id()));
    for (int magic : new int[] {1, 2, 3, 0x7f, 0x80, 0xc3, 0xfe, 0xff}) {
      kinds.rejected("stream: first byte " + magic, s -> withMagic(s, (byte) magic));
    }
  }

  private static void avro(Kinds kinds) {
    kinds
        .rejected("stream: unknown schema id", s -> withId(s, 1, 2, 3, 4))
        .rejected("stream: negative schema id", s -> withId(s, -1, -1, -1, -1))
        .rejected("stream: schema id 0", s -> withId(s, 0, 0, 0, 0))
        .rejected(
            "stream: Avro cut at its start", s -> Encoded.cut(Encoded.tweet(s), Encoded.HEADER))
        .rejected("stream: Avro cut behind the id", s -> Encoded.cut(Encoded.tweet(s), 24))
        .rejected("stream: Avro without its last byte", KinesisKinds::withoutLast)
        .rejected(
            "stream: text of 2 billion letters",
            s ->
                Encoded.other(
                    s,
                    Schemas.TWEET,
                    (byte) 2,
                    (byte) -2,
                    (byte) -1,
                    (byte) -1,
                    (byte) -1,
                    (byte) 15))
        .rejected(
            "stream: text of negative length",
            s -> Encoded.other(s, Schemas.TWEET, (byte) 2, (byte) 1))
        .rejected(
            "stream: branch of a union that is not there",
            s -> Encoded.other(s, Schemas.TWEET, (byte) 40))
        .rejected(
            "stream: number that never ends", s -> Encoded.other(s, Schemas.TWEET, filled(12, -1)))
        .rejected("stream: sentiment", s -> Encoded.sentiment(s, x -> {}))
        .rejected("stream: record of another system", s -> Encoded.other(s, Schemas.FOREIGN))
        .rejected(
            "stream: our name, other types",
            s -> Encoded.other(s, Schemas.IMPOSTOR, (byte) 2, (byte) 'x'))
        .rejected("stream: record within itself", s -> Encoded.other(s, Schemas.ENDLESS, endless()))
        .rejected(
            "stream: 2 billion items of nothing",
            s ->
                Encoded.other(
                    s,
                    Schemas.NOTHINGS,
                    (byte) -2,
                    (byte) -1,
                    (byte) -1,
                    (byte) -1,
                    (byte) 15,
                    (byte) 0))
        .rejected("stream: a word", s -> Encoded.other(s, Schemas.WORD))
        .either("stream: bytes behind the Avro", s -> longer(Encoded.tweet(s)));
  }

  private static void tweets(Kinds kinds) {
    kinds
        .rejected("stream: blank tweet_id", s -> Encoded.tweet(s, t -> t.setTweetId(" ")))
        .rejected(
            "stream: tweet_id with NUL", s -> Encoded.tweet(s, t -> t.setTweetId(s.id() + "\0")))
        .rejected("stream: tweet_id of another", s -> Encoded.tweet(s, t -> t.setTweetId("5")))
        .rejected(
            "stream: tweet_id of 1,000 digits",
            s -> Encoded.tweet(s, t -> t.setTweetId(s.id() + "0".repeat(984))))
        .rejected("stream: no topic", s -> Encoded.tweet(s, t -> t.setTopic(null)))
        .rejected("stream: no created_at", s -> Encoded.tweet(s, t -> t.setCreatedAt(null)))
        .rejected("stream: no text", s -> Encoded.tweet(s, t -> t.setText(null)))
        .rejected("stream: blank text", s -> Encoded.tweet(s, t -> t.setText("\n ")))
        .rejected(
            "stream: topic of 2,000 letters",
            s -> Encoded.tweet(s, t -> t.setTopic("m".repeat(2_000))))
        .rejected("stream: created_at in the year 60000", s -> created(s, 1_800_000_000_000_000L))
        .rejected("stream: greatest created_at", s -> created(s, Long.MAX_VALUE))
        .rejected("stream: least created_at", s -> created(s, Long.MIN_VALUE))
        .either("stream: greatest ingested_at", s -> ingested(s, Long.MAX_VALUE))
        .either("stream: least ingested_at", s -> ingested(s, Long.MIN_VALUE))
        .either("stream: edit_version below 0", s -> Encoded.tweet(s, t -> t.setEditVersion(-5)))
        .either(
            "stream: name of 9,000 emoji",
            s -> Encoded.tweet(s, t -> t.setName("😀".repeat(9_000))))
        .either(
            "stream: language of 300 letters",
            s -> Encoded.tweet(s, t -> t.setLang("e".repeat(300))))
        .either(
            "stream: references that are no JSON",
            s -> Encoded.tweet(s, t -> t.setReferencedTweets("[{")));
  }

  private static Draft created(SampleTweet sample, long millis) {
    return Encoded.tweet(sample, tweet -> tweet.setCreatedAt(Instant.ofEpochMilli(millis)));
  }

  private static Draft ingested(SampleTweet sample, long millis) {
    return Encoded.tweet(sample, tweet -> tweet.setIngestedAt(Instant.ofEpochMilli(millis)));
  }

  private static Draft text(SampleTweet sample, String text) {
    return Encoded.bytes(sample, text.getBytes(UTF_8));
  }

  /** Begins like an aggregated record of the Kinesis Producer Library, but is not one. */
  private static Draft aggregated(SampleTweet sample) {
    byte[] bytes = sample.garbage(60);
    byte[] magic = {(byte) 0xf3, (byte) 0x89, (byte) 0x9a, (byte) 0xc2};
    System.arraycopy(magic, 0, bytes, 0, magic.length);
    return Encoded.bytes(sample, bytes);
  }

  private static Draft withMagic(SampleTweet sample, byte magic) {
    byte[] value = Encoded.tweet(sample).value();
    value[0] = magic;
    return Encoded.bytes(sample, value);
  }

  private static Draft withId(SampleTweet sample, int... id) {
    byte[] value = Encoded.tweet(sample).value();
    for (int i = 0; i < id.length; i++) {
      value[1 + i] = (byte) id[i];
    }
    return Encoded.bytes(sample, value);
  }

  private static Draft withoutLast(SampleTweet sample) {
    Draft tweet = Encoded.tweet(sample);
    return Encoded.cut(tweet, tweet.value().length - 1);
  }

  private static Draft longer(Draft draft) {
    return Encoded.cut(draft, draft.value().length + 9);
  }

  /** An empty id and a nested record, repeated. */
  private static byte[] endless() {
    byte[] bytes = filled(100_000, 0);
    for (int i = 0; i < bytes.length; i += 2) {
      bytes[i] = 2;
    }
    return bytes;
  }

  private static byte[] filled(int length, int with) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) with);
    return bytes;
  }
}
