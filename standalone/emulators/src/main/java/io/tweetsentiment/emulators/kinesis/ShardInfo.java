package io.tweetsentiment.emulators.kinesis;

import java.math.BigInteger;
import java.util.Locale;

/**
 * The description of a shard that is stored beside its records.
 *
 * @param number index in the stream, from 0; never reused
 * @param parent number of the parent shard; -1 without one
 * @param adjacentParent number of the second parent after a merge; -1 without one
 * @param createdAt epoch milliseconds; part of its sequence numbers
 * @param closedAt epoch milliseconds; 0 while it is open
 * @param closedBefore counter after the last record of a closed shard; 0 while it is open
 */
record ShardInfo(
    int number,
    int parent,
    int adjacentParent,
    BigInteger startHash,
    BigInteger endHash,
    long createdAt,
    long closedAt,
    long closedBefore) {

  static ShardInfo open(int number, int parent, int adjacentParent, HashRange range, long now) {
    return new ShardInfo(number, parent, adjacentParent, range.start(), range.end(), now, 0, 0);
  }

  ShardInfo closed(long now, long nextCounter) {
    return new ShardInfo(
        number, parent, adjacentParent, startHash, endHash, createdAt, now, nextCounter);
  }

  static String id(int number) {
    return String.format(Locale.ROOT, "shardId-%012d", number);
  }

  String id() {
    return id(number);
  }

  boolean open() {
    return closedAt == 0;
  }

  HashRange range() {
    return new HashRange(startHash, endHash);
  }

  boolean childOf(int shard) {
    return parent == shard || adjacentParent == shard;
  }

  /** The sequence number of a record; that of counter 0 is the shard's starting sequence number. */
  String sequenceNumber(long counter) {
    StringBuilder text = new StringBuilder(40).append("49");
    pad(text, createdAt, 13);
    pad(text, number, 6);
    return pad(text, counter, 19).toString();
  }

  private static StringBuilder pad(StringBuilder text, long value, int width) {
    String digits = Long.toString(value);
    return text.append("0".repeat(width - digits.length())).append(digits);
  }

  /**
   * The counter in a sequence number of this shard.
   *
   * @throws IllegalArgumentException when it is not a sequence number of this shard
   */
  long counter(String sequenceNumber) {
    String prefix = sequenceNumber(0).substring(0, 21);
    if (!sequenceNumber.startsWith(prefix) || !sequenceNumber.matches("\\d{40}")) {
      throw new IllegalArgumentException(
          "sequence number " + sequenceNumber + " is not one of shard " + id());
    }
    return Long.parseLong(sequenceNumber.substring(21));
  }
}
