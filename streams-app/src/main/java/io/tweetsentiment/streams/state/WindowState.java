package io.tweetsentiment.streams.state;

import io.tweetsentiment.schemas.rules.Totals;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;

/**
 * The partial totals of a window, and whether a change of them still has to be sent. The first step
 * of the aggregation has one partial per window, the second step one for each partition of the
 * tweets.
 *
 * @param unsent whether the last change has not been forwarded
 * @param partials at most one per partition
 */
public record WindowState(boolean unsent, List<PartialTotals> partials) {

  public static final WindowState EMPTY = new WindowState(false, List.of());

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

  /** This state with the newest partial totals of a partition, marked as unsent. */
  public WindowState with(PartialTotals partial) {
    List<PartialTotals> changed = new ArrayList<>(partials.size() + 1);
    for (PartialTotals known : partials) {
      if (known.partition() != partial.partition()) {
        changed.add(known);
      }
    }
    changed.add(partial);
    return new WindowState(true, changed);
  }

  public WindowState sent() {
    return new WindowState(false, partials);
  }

  public static Serde<WindowState> serde() {
    return new BinarySerde<>(WindowState::write, WindowState::read);
  }

  private void write(DataOutput out) throws IOException {
    out.writeBoolean(unsent);
    out.writeInt(partials.size());
    for (PartialTotals partial : partials) {
      partial.write(out);
    }
  }

  private static WindowState read(DataInput in) throws IOException {
    boolean unsent = in.readBoolean();
    int size = in.readInt();
    List<PartialTotals> partials = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      partials.add(PartialTotals.read(in));
    }
    return new WindowState(unsent, partials);
  }
}
