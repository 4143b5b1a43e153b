package io.tweetsentiment.streams.state;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.streams.wire.Decoded;
import io.tweetsentiment.streams.wire.Decoded.Malformed;
import io.tweetsentiment.streams.wire.Decoded.Valid;
import io.tweetsentiment.streams.wire.WireDecoder;

/** Decodes the tweets in the store. */
public final class ReceivedTweetDecoder {

  private final String rawTopic;
  private final WireDecoder<Tweet> decoder;

  public ReceivedTweetDecoder(String rawTopic, WireDecoder<Tweet> decoder) {
    this.rawTopic = rawTopic;
    this.decoder = decoder;
  }

  /**
   * The tweet of a stored record.
   *
   * @throws IllegalStateException when the record can no longer be decoded
   */
  public Tweet tweet(ReceivedTweet stored) {
    Decoded<Tweet> decoded = decoder.decode(rawTopic, stored.value());
    if (decoded instanceof Valid<Tweet> valid) {
      return valid.value();
    }
    String reason = decoded instanceof Malformed<Tweet> malformed ? malformed.reason() : "";
    throw new IllegalStateException(
        "the stored record of "
            + rawTopic
            + " offset "
            + stored.offset()
            + " can no longer be decoded: "
            + reason
            + "; was the schema registry replaced?");
  }
}
