package io.tweetsentiment.streams.state;

import io.tweetsentiment.schemas.rules.Totals;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.kafka.common.serialization.Serde;

/**
 * What the tweets of one partition amount to in a window: absolute, so that a repeat is harmless.
 *
 * @param partition the partition of the tweets
 * @param totals their counts and sums
 */
public record Partial(int partition, Totals totals) {

  public static Serde<Partial> serde() {
    return new BinarySerde<>(Partial::write, Partial::read);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(partition);
    Fields.totals(totals, out);
  }

  static Partial read(DataInput in) throws IOException {
    return new Partial(in.readInt(), Fields.totals(in));
  }
}
