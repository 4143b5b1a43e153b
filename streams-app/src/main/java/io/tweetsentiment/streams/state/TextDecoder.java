package io.tweetsentiment.streams.state;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.streams.wire.Decoded;
import io.tweetsentiment.streams.wire.Decoded.Malformed;
import io.tweetsentiment.streams.wire.Decoded.Valid;
import io.tweetsentiment.streams.wire.WireDecoder;

/** Reads tweets back from the raw records in the store. */
public final class TextDecoder {

  private final String rawTopic;
  private final WireDecoder<Tweet> decoder;

  public TextDecoder(String rawTopic, WireDecoder<Tweet> decoder) {
    this.rawTopic = rawTopic;
    this.decoder = decoder;
  }

  /**
   * The tweet of a stored record.
   *
   * @throws IllegalStateException when it cannot be read although it could be when it was stored
   */
  public Tweet tweet(StoredText stored) {
    Decoded<Tweet> decoded = decoder.decode(rawTopic, stored.value());
    if (decoded instanceof Valid<Tweet> valid) {
      return valid.value();
    }
    String reason = decoded instanceof Malformed<Tweet> malformed ? malformed.reason() : "";
    throw new IllegalStateException(
        "a record that was decoded when it came from "
            + rawTopic
            + " offset "
            + stored.offset()
            + " cannot be decoded any more: "
            + reason
            + "; was the schema registry replaced?");
  }
}
