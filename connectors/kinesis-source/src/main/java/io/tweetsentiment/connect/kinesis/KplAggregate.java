package io.tweetsentiment.connect.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A record that the Kinesis Producer Library aggregated: four bytes {@code F3 89 9A C2}, a protobuf
 * message with a table of partition keys and the records, and the MD5 sum of that message. Bytes
 * that only look like it, because the sum or the message is wrong, are an ordinary record, as they
 * are for Amazon's own client.
 *
 * <p>The records are decoded one by one, because millions of tiny ones fit into a Kinesis record of
 * 10 MiB: besides the data, an aggregate holds four bytes for each partition key. Pure.
 */
final class KplAggregate implements Iterable<KplAggregate.UserRecord> {
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

  private final ByteBuffer message;

  /** Where the length and the bytes of each partition key begin. */
  private int[] keys = new int[16];

  private int keyCount;
  private int size;

  private KplAggregate(ByteBuffer message) {
    this.message = message;
    index();
  }

  /**
   * Returns an aggregate; empty if the data is none, or one without records, which would leave no
   * record to carry its offset.
   */
  static Optional<KplAggregate> read(byte[] data) {
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
      KplAggregate aggregate =
          new KplAggregate(ByteBuffer.wrap(data, MAGIC.length, end - MAGIC.length).slice());
      return aggregate.size == 0 ? Optional.empty() : Optional.of(aggregate);
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** The number of records, at least 1. */
  int size() {
    return size;
  }

  /** Notes where the keys are, and checks every record, so that decoding one cannot fail later. */
  private void index() {
    ByteBuffer rest = message.duplicate();
    long greatest = -1;
    while (rest.hasRemaining()) {
      long tag = varint(rest);
      if (tag == tag(KEY_TABLE)) {
        keys = keyCount == keys.length ? Arrays.copyOf(keys, keyCount * 2) : keys;
        keys[keyCount++] = rest.position();
        bytes(rest);
      } else if (tag == tag(RECORDS)) {
        Fields fields = Fields.of(bytes(rest));
        if (fields.key() < 0) {
          throw new IllegalArgumentException("No key has the index " + fields.key());
        }
        greatest = Math.max(greatest, fields.key());
        size++;
      } else {
        skip(rest, tag);
      }
    }
    if (greatest >= keyCount) {
      throw new IllegalArgumentException("No key has the index " + greatest);
    }
  }

  @Override
  public Iterator<UserRecord> iterator() {
    return new Iterator<>() {
      private final ByteBuffer rest = message.duplicate();
      private int returned;
      private long lastIndex = -1;
      private String lastKey;

      @Override
      public boolean hasNext() {
        return returned < size;
      }

      @Override
      public UserRecord next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        long tag = varint(rest);
        while (tag != tag(RECORDS)) {
          skip(rest, tag);
          tag = varint(rest);
        }
        Fields fields = Fields.of(bytes(rest));
        returned++;
        if (fields.key() != lastIndex) {
          lastIndex = fields.key();
          ByteBuffer key = message.duplicate().position(keys[(int) lastIndex]);
          lastKey = UTF_8.decode(bytes(key)).toString();
        }
        return new UserRecord(lastKey, fields.data());
      }
    };
  }

  /** What a record of the message states: the index of its key, and its data. */
  private record Fields(long key, ByteBuffer data) {
    static Fields of(ByteBuffer record) {
      boolean hasKey = false;
      long key = 0;
      ByteBuffer data = null;
      while (record.hasRemaining()) {
        long tag = varint(record);
        if (tag == KEY_INDEX << 3) {
          hasKey = true;
          key = varint(record);
        } else if (tag == tag(DATA)) {
          data = bytes(record);
        } else {
          skip(record, tag);
        }
      }
      if (!hasKey || data == null) {
        throw new IllegalArgumentException("A record has no key or no data");
      }
      return new Fields(key, data);
    }
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
