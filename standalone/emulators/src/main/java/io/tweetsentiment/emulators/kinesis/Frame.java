package io.tweetsentiment.emulators.kinesis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Format of a record on disk: length (4 bytes, of the part after the checksum), CRC-32 (4), counter
 * (8), arrival in epoch milliseconds (8), length of the partition key (2), partition key (UTF-8),
 * data.
 */
final class Frame {
  static final int HEAD = 8;
  private static final int FIXED = 18;

  private Frame() {}

  static int size(byte[] partitionKey, byte[] data) {
    return HEAD + FIXED + partitionKey.length + data.length;
  }

  static void write(
      ByteBuffer target, long counter, long arrivedAt, byte[] partitionKey, byte[] data) {
    int start = target.position();
    target.putInt(FIXED + partitionKey.length + data.length).putInt(0);
    target.putLong(counter).putLong(arrivedAt);
    target.putShort((short) partitionKey.length).put(partitionKey).put(data);
    int length = target.position() - start - HEAD;
    target.putInt(start + 4, checksum(target, start + HEAD, length));
  }

  static boolean intact(ByteBuffer source, int start, int length) {
    return source.getInt(start + 4) == checksum(source, start + HEAD, length);
  }

  static long counter(ByteBuffer source, int start) {
    return source.getLong(start + HEAD);
  }

  static long arrivedAt(ByteBuffer source, int start) {
    return source.getLong(start + HEAD + 8);
  }

  static StoredRecord read(ByteBuffer source, int start, int length) {
    byte[] key = new byte[source.getShort(start + HEAD + 16)];
    source.get(start + HEAD + FIXED, key);
    byte[] data = new byte[length - FIXED - key.length];
    source.get(start + HEAD + FIXED + key.length, data);
    return new StoredRecord(
        counter(source, start),
        arrivedAt(source, start),
        new String(key, StandardCharsets.UTF_8),
        data);
  }

  /** Whether a length is possible; any other value is the remainder of an incomplete write. */
  static boolean plausible(int length) {
    return length >= FIXED && length <= FIXED + 4 * 256 + StoredRecord.MAX_BYTES;
  }

  private static int checksum(ByteBuffer buffer, int start, int length) {
    CRC32 crc = new CRC32();
    crc.update(buffer.slice(start, length));
    return (int) crc.getValue();
  }
}
