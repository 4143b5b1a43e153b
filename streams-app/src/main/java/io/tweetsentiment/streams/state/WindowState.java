package io.tweetsentiment.streams.state;

import io.tweetsentiment.schemas.rules.Totals;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;

/**
 * The partials of a window, and whether their sum has gone out. The first stage holds one partial,
 * the second one for each partition of the tweets.
 *
 * @param unsent whether the last change has not been forwarded
 * @param partials at most one a partition
 */
public record WindowState(boolean unsent, List<Partial> partials) {

  public static final WindowState EMPTY = new WindowState(false, List.of());

  public WindowState {
    partials = List.copyOf(partials);
  }

  public Totals sum() {
    Totals sum = Totals.ZERO;
    for (Partial partial : partials) {
      sum = sum.plus(partial.totals());
    }
    return sum;
  }

  /** With the newest partial of a partition, to be sent. */
  public WindowState with(Partial partial) {
    List<Partial> changed = new ArrayList<>(partials.size() + 1);
    for (Partial known : partials) {
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
    for (Partial partial : partials) {
      partial.write(out);
    }
  }

  private static WindowState read(DataInput in) throws IOException {
    boolean unsent = in.readBoolean();
    int size = in.readInt();
    List<Partial> partials = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      partials.add(Partial.read(in));
    }
    return new WindowState(unsent, partials);
  }
}
