package io.tweetsentiment.standalone.bench.broken.kinds;

import java.util.List;

/** Records of {@code tweets.raw} that other programs wrote, with any kind of key. */
final class RawKinds {

  private RawKinds() {}

  static List<Kind> list() {
    return new Kinds(EntryPoint.RAW)
        .rejected("raw: null value", s -> Encoded.bytes(s, (byte[]) null))
        .rejected("raw: empty value", s -> Encoded.bytes(s))
        .rejected("raw: null key", s -> Encoded.tweet(s).withKey(null))
        .rejected("raw: empty key", s -> Encoded.tweet(s).withKey(""))
        .rejected("raw: key of another tweet", s -> Encoded.tweet(s).withKey("5"))
        .rejected("raw: key with a blank behind", s -> Encoded.tweet(s).withKey(s.id() + " "))
        .rejected("raw: key in quotes", s -> Encoded.tweet(s).withKey("\"" + s.id() + "\""))
        .rejected("raw: key that is no UTF-8", RawKinds::noiseAsKey)
        .rejected("raw: null key, noise as value", s -> Draft.of("?" + s.id()))
        .rejected("raw: noise", s -> Encoded.bytes(s, s.garbage(500)))
        .rejected("raw: sentiment", s -> Encoded.sentiment(s, x -> {}))
        .rejected("raw: Avro cut behind the id", s -> Encoded.cut(Encoded.tweet(s), 24))
        .toList();
  }

  private static Draft noiseAsKey(SampleTweet sample) {
    Draft tweet = Encoded.tweet(sample);
    return new Draft(new byte[] {(byte) 0xff, (byte) 0xfe, 0}, tweet.value(), tweet.schema());
  }
}
