package io.tweetsentiment.emulators.kinesis;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** The hash keys of a shard, both ends inclusive, within 0 to 2^128 - 1. */
record HashRange(BigInteger start, BigInteger end) {
  private static final BigInteger KEYS = BigInteger.ONE.shiftLeft(128);

  /** Splits the range of all hash keys evenly. */
  static List<HashRange> even(int shards) {
    List<HashRange> ranges = new ArrayList<>();
    for (int i = 0; i < shards; i++) {
      ranges.add(new HashRange(edge(i, shards), edge(i + 1, shards).subtract(BigInteger.ONE)));
    }
    return ranges;
  }

  private static BigInteger edge(int i, int shards) {
    return KEYS.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(shards));
  }

  /** Hash key of a partition key: its MD5 as an unsigned number. */
  static BigInteger hashKey(String partitionKey) {
    try {
      byte[] bytes = partitionKey.getBytes(StandardCharsets.UTF_8);
      return new BigInteger(1, MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  static boolean valid(BigInteger key) {
    return key.signum() >= 0 && key.compareTo(KEYS) < 0;
  }

  boolean contains(BigInteger key) {
    return start.compareTo(key) <= 0 && key.compareTo(end) <= 0;
  }

  /** Whether {@code other} begins directly after this range. */
  boolean before(HashRange other) {
    return end.add(BigInteger.ONE).equals(other.start);
  }
}
