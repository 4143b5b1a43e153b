package io.tweetsentiment.connect.kinesis;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Source partitions and offsets in the form that Connect stores. */
final class ShardOffset {

  static final String STREAM = "stream";
  static final String SHARD = "shard";
  static final String SEQUENCE_NUMBER = "sequence_number";

  private ShardOffset() {}

  /**
   * The source partition of a shard. Connect finds an offset by the bytes of its partition, and writes
   * a map in the order in which it iterates: so this is the kind of map that Connect itself reads JSON
   * into, whose order is the same in every JVM. {@link Map#of} has another order in each.
   */
  static Map<String, String> partition(String stream, String shard) {
    Map<String, String> partition = new HashMap<>();
    partition.put(STREAM, stream);
    partition.put(SHARD, shard);
    return partition;
  }

  static Map<String, String> offset(String sequenceNumber) {
    return Map.of(SEQUENCE_NUMBER, sequenceNumber);
  }

  /** The sequence number of an offset as stored; empty when nothing was stored. */
  static Optional<String> sequenceNumber(Map<String, ?> offset) {
    return Optional.ofNullable(offset).map(o -> o.get(SEQUENCE_NUMBER)).map(Object::toString);
  }

  /**
   * Checks an offset that an operator sets.
   *
   * @return what is wrong with it; empty when nothing is
   */
  static Optional<String> problem(Map<String, ?> partition, Map<String, ?> offset) {
    if (!(partition.get(STREAM) instanceof String) || !(partition.get(SHARD) instanceof String)) {
      return Optional.of(
          "the partition is " + partition + "; it takes {\"stream\": NAME, \"shard\": SHARD ID}");
    }
    if (offset == null) {
      return Optional.empty();
    }
    Object sequenceNumber = offset.get(SEQUENCE_NUMBER);
    if (!(sequenceNumber instanceof String text) || !number(text)) {
      return Optional.of(
          "the offset of "
              + partition.get(SHARD)
              + " is "
              + offset
              + "; it takes {\"sequence_number\": \"DIGITS\"}, or null to start anew");
    }
    return Optional.empty();
  }

  private static boolean number(String text) {
    try {
      return new BigInteger(text).signum() >= 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
