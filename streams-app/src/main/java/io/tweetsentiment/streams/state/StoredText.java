package io.tweetsentiment.streams.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.kafka.common.serialization.Serde;

/**
 * A raw record as it was received: it serves the join and, when the engine rejects the text, the
 * dead letter. The one form that every version of the app can read, and no second encoding.
 *
 * @param arrivedAt when it was staged, milliseconds since the epoch
 * @param offset offset in the raw topic
 * @param timestamp arrival time in the raw topic, milliseconds since the epoch
 * @param value the bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared: the bytes only pass through.
public record StoredText(long arrivedAt, long offset, long timestamp, byte[] value) {

  public static Serde<StoredText> serde() {
    return new BinarySerde<>(StoredText::write, StoredText::read);
  }

  private void write(DataOutput out) throws IOException {
    out.writeLong(arrivedAt);
    out.writeLong(offset);
    out.writeLong(timestamp);
    Fields.bytes(value, out);
  }

  private static StoredText read(DataInput in) throws IOException {
    return new StoredText(in.readLong(), in.readLong(), in.readLong(), Fields.bytes(in));
  }
}
