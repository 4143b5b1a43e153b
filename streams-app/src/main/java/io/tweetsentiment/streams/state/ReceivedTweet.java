package io.tweetsentiment.streams.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The raw record of a tweet as it was received. It is needed to join a sentiment that comes later
 * and, when the engine rejects the text, for the dead letter. The received bytes need no second
 * encoding, and every version of the app can read them.
 *
 * @param offset offset in the raw topic
 * @param timestamp arrival time in the raw topic, milliseconds since the epoch
 * @param value the bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared: the bytes only pass through.
public record ReceivedTweet(long offset, long timestamp, byte[] value) {

  void write(DataOutput out) throws IOException {
    out.writeLong(offset);
    out.writeLong(timestamp);
    BinaryFields.bytes(value, out);
  }

  static ReceivedTweet read(DataInput in) throws IOException {
    return new ReceivedTweet(in.readLong(), in.readLong(), BinaryFields.bytes(in));
  }
}
