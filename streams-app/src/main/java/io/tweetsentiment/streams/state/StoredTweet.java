package io.tweetsentiment.streams.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.kafka.common.serialization.Serde;

/**
 * The raw record of a tweet as it was received. It is needed for the join and, when the engine
 * rejects the text, for the dead letter. The received bytes need no second encoding, and every
 * version of the app can read them.
 *
 * @param arrivedAt when it was staged, milliseconds since the epoch
 * @param offset offset in the raw topic
 * @param timestamp arrival time in the raw topic, milliseconds since the epoch
 * @param value the bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared: the bytes only pass through.
public record StoredTweet(long arrivedAt, long offset, long timestamp, byte[] value) {

  public static Serde<StoredTweet> serde() {
    return new BinarySerde<>(StoredTweet::write, StoredTweet::read);
  }

  private void write(DataOutput out) throws IOException {
    out.writeLong(arrivedAt);
    out.writeLong(offset);
    out.writeLong(timestamp);
    BinaryFields.bytes(value, out);
  }

  private static StoredTweet read(DataInput in) throws IOException {
    return new StoredTweet(in.readLong(), in.readLong(), in.readLong(), BinaryFields.bytes(in));
  }
}
