package io.tweetsentiment.sql.reconcile;

import java.time.Instant;
import java.util.Comparator;

/** A window of a topic. */
public record WindowKey(Instant start, String topic) implements Comparable<WindowKey> {

  private static final Comparator<WindowKey> ORDER =
      Comparator.comparing(WindowKey::start).thenComparing(WindowKey::topic);

  @Override
  public int compareTo(WindowKey other) {
    return ORDER.compare(this, other);
  }
}
