package io.tweetsentiment.streams.state;

import io.tweetsentiment.schemas.rules.Totals;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.kafka.common.serialization.Serde;

/**
 * Totals of a window over the tweets of one partition. They are absolute values, so that a repeated
 * record is harmless.
 *
 * @param partition the partition of the tweets
 * @param totals their counts and sums
 */
public record PartialTotals(int partition, Totals totals) {

  public static Serde<PartialTotals> serde() {
    return new BinarySerde<>(PartialTotals::write, PartialTotals::read);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(partition);
    BinaryFields.totals(totals, out);
  }

  static PartialTotals read(DataInput in) throws IOException {
    return new PartialTotals(in.readInt(), BinaryFields.totals(in));
  }
}
