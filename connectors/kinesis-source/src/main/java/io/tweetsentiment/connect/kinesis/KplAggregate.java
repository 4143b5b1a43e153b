package io.tweetsentiment.connect.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads records that the Kinesis Producer Library aggregated: four bytes {@code F3 89 9A C2}, a
 * protobuf message with a table of partition keys and the records, and the MD5 sum of that message.
 * Bytes that only look like it, because the sum or the message is wrong, are an ordinary record, as
 * they are for Amazon's own client. Pure.
 */
final class KplAggregate {
  /**
   * A record inside an aggregate.
   *
   * @param data the data, not copied from the Kinesis record until it is used
   */
  record UserRecord(String partitionKey, ByteBuffer data) {
    byte[] bytes() {
      byte[] bytes = new byte[data.remaining()];
      data.duplicate().get(bytes);
      return bytes;
    }
  }

  private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};
  private static final int DIGEST = 16;

  private static final int KEY_TABLE = 1;
  private static final int RECORDS = 3;
  private static final int KEY_INDEX = 1;
  private static final int DATA = 3;

  private KplAggregate() {}

  /**
   * Returns the records of an aggregate in their order; empty if the data is no aggregate, or one
   * without records, which would leave no record to carry its offset.
   */
  static Optional<List<UserRecord>> read(byte[] data) {
    int end = data.length - DIGEST;
    if (end < MAGIC.length || !Arrays.equals(data, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      return Optional.empty();
    }
    MessageDigest md5 = md5();
    md5.update(data, MAGIC.length, end - MAGIC.length);
    if (!Arrays.equals(md5.digest(), 0, DIGEST, data, end, data.length)) {
      return Optional.empty();
    }
    try {
      List<UserRecord> records = message(ByteBuffer.wrap(data, MAGIC.length, end - MAGIC.length));
      return records.isEmpty() ? Optional.empty() : Optional.of(records);
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static List<UserRecord> message(ByteBuffer message) {
    List<String> keys = new ArrayList<>();
    List<ByteBuffer> records = new ArrayList<>();
    while (message.hasRemaining()) {
      long tag = varint(message);
      if (tag == tag(KEY_TABLE)) {
        keys.add(UTF_8.decode(bytes(message)).toString());
      } else if (tag == tag(RECORDS)) {
        records.add(bytes(message));
      } else {
        skip(message, tag);
      }
    }
    return records.stream().map(record -> record(record, keys)).toList();
  }

  private static UserRecord record(ByteBuffer record, List<String> keys) {
    String key = null;
    ByteBuffer data = null;
    while (record.hasRemaining()) {
      long tag = varint(record);
      if (tag == KEY_INDEX << 3) {
        key = key(varint(record), keys);
      } else if (tag == tag(DATA)) {
        data = bytes(record);
      } else {
        skip(record, tag);
      }
    }
    if (key == null || data == null) {
      throw new IllegalArgumentException("A record has no key or no data");
    }
    return new UserRecord(key, data);
  }

  private static String key(long index, List<String> keys) {
    if (index < 0 || index >= keys.size()) {
      throw new IllegalArgumentException("No key has the index " + index);
    }
    return keys.get((int) index);
  }

  /** The tag of a field whose value states its length. */
  private static long tag(int field) {
    return ((long) field << 3) | 2;
  }

  private static void skip(ByteBuffer message, long tag) {
    switch ((int) (tag & 7)) {
      case 0 -> varint(message);
      case 1 -> message.position(message.position() + Long.BYTES);
      case 2 -> bytes(message);
      case 5 -> message.position(message.position() + Integer.BYTES);
      default -> throw new IllegalArgumentException("Unknown wire type of tag " + tag);
    }
  }

  private static ByteBuffer bytes(ByteBuffer message) {
    long length = varint(message);
    if (length < 0 || length > message.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer bytes = message.slice(message.position(), (int) length);
    message.position(message.position() + (int) length);
    return bytes;
  }

  private static long varint(ByteBuffer message) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = message.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("A number has more than 64 bits");
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has MD5", e);
    }
  }
}
