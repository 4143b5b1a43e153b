package io.tweetsentiment.producer.sink;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/**
 * The greatest acknowledged sequence number of each shard.
 *
 * <p>Threading: safe.
 */
public final class SequenceNumbers {

  private final Map<String, String> greatest = new TreeMap<>();

  synchronized void add(String shard, String sequenceNumber) {
    greatest.merge(shard, sequenceNumber, SequenceNumbers::greater);
  }

  public synchronized void addAll(Map<String, String> other) {
    other.forEach(this::add);
  }

  /** The numbers so far, by shard id. */
  public synchronized Map<String, String> snapshot() {
    return new TreeMap<>(greatest);
  }

  /** Sequence numbers are decimal numbers of different lengths. */
  private static String greater(String one, String other) {
    return new BigInteger(one).compareTo(new BigInteger(other)) >= 0 ? one : other;
  }
}
