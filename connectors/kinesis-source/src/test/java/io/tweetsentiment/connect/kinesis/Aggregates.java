package io.tweetsentiment.connect.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/** Writes records as the Kinesis Producer Library aggregates them. */
final class Aggregates {
  private Aggregates() {}

  /**
   * Returns an aggregate.
   *
   * @param records key and data of each record
   */
  static SdkBytes of(List<Map.Entry<String, String>> records) {
    List<String> keys = records.stream().map(Map.Entry::getKey).distinct().toList();
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    keys.forEach(key -> field(message, 1, key.getBytes(UTF_8)));
    field(message, 2, "340282366920938463463374607431768211455".getBytes(UTF_8));
    for (Map.Entry<String, String> each : records) {
      ByteArrayOutputStream record = new ByteArrayOutputStream();
      varint(record, 1 << 3);
      varint(record, keys.indexOf(each.getKey()));
      varint(record, 2 << 3);
      varint(record, 0);
      field(record, 3, each.getValue().getBytes(UTF_8));
      ByteArrayOutputStream tag = new ByteArrayOutputStream();
      field(tag, 1, "name".getBytes(UTF_8));
      field(record, 4, tag.toByteArray());
      field(message, 3, record.toByteArray());
    }
    return framed(message.toByteArray());
  }

  /** Returns a message between the magic bytes and its checksum. */
  static SdkBytes framed(byte[] message) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(new byte[] {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2});
    all.writeBytes(message);
    try {
      all.writeBytes(MessageDigest.getInstance("MD5").digest(message));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    return SdkBytes.fromByteArray(all.toByteArray());
  }

  private static void field(ByteArrayOutputStream out, int number, byte[] bytes) {
    varint(out, (number << 3) | 2);
    varint(out, bytes.length);
    out.writeBytes(bytes);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while (rest > 0x7f) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
