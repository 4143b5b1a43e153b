package io.tweetsentiment.streams.state;

import io.tweetsentiment.schemas.rules.Totals;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;

/**
 * The partial totals of a window. The first step of the aggregation has one partial per window, the
 * second step one for each partition of the tweets.
 *
 * @param partials at most one per partition
 */
public record WindowState(List<PartialTotals> partials) {

  public static final WindowState EMPTY = new WindowState(List.of());

  public WindowState {
    partials = List.copyOf(partials);
  }

  public Totals sum() {
    Totals sum = Totals.ZERO;
    for (PartialTotals partial : partials) {
      sum = sum.plus(partial.totals());
    }
    return sum;
  }

  /** This state with the newest partial totals of a partition. */
  public WindowState with(PartialTotals partial) {
    List<PartialTotals> changed = new ArrayList<>(partials.size() + 1);
    for (PartialTotals known : partials) {
      if (known.partition() != partial.partition()) {
        changed.add(known);
      }
    }
    changed.add(partial);
    return new WindowState(changed);
  }

  public static Serde<WindowState> serde() {
    return new BinarySerde<>(WindowState::write, WindowState::read);
  }

  private void write(DataOutput out) throws IOException {
    BinaryFields.list(partials, PartialTotals::write, out);
  }

  private static WindowState read(DataInput in) throws IOException {
    return new WindowState(BinaryFields.list(in, PartialTotals::read));
  }
}
