package io.tweetsentiment.standalone.bench.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Writes records as the Kinesis Producer Library aggregates them. */
final class KplRecord {
  private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};
  private static final int KEY_TABLE = 1;
  private static final int RECORD = 3;
  private static final int DATA = 3;

  private KplRecord() {}

  /** Aggregates records with the same key and data. */
  static byte[] of(String key, byte[] data, int records) {
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    // Field 1, the index of the key: 0.
    record.write(1 << 3);
    record.write(0);
    field(record, DATA, data);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    field(message, KEY_TABLE, key.getBytes(UTF_8));
    for (int i = 0; i < records; i++) {
      field(message, RECORD, record.toByteArray());
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(MAGIC);
    all.writeBytes(message.toByteArray());
    try {
      all.writeBytes(MessageDigest.getInstance("MD5").digest(message.toByteArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
    return all.toByteArray();
  }

  private static void field(ByteArrayOutputStream out, int number, byte[] bytes) {
    out.write((number << 3) | 2);
    int rest = bytes.length;
    while (rest > 0x7f) {
      out.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
    out.writeBytes(bytes);
  }
}
