package io.tweetsentiment.streams.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Stores a tweet_id as 8 bytes if it is a decimal number as X writes them, and otherwise as UTF-8
 * after a byte that no such number starts with.
 */
final class TweetIdSerde implements Serde<String> {

  private static final String GREATEST = Long.toString(Long.MAX_VALUE);

  /** No number that is not negative starts with this byte. */
  private static final byte TEXT = (byte) 0xff;

  @Override
  public Serializer<String> serializer() {
    return (topic, id) -> id == null ? null : bytes(id);
  }

  @Override
  public Deserializer<String> deserializer() {
    return (topic, bytes) -> bytes == null ? null : id(bytes);
  }

  private static byte[] bytes(String id) {
    if (isNumber(id)) {
      return ByteBuffer.allocate(Long.BYTES).putLong(Long.parseLong(id)).array();
    }
    byte[] text = id.getBytes(UTF_8);
    return ByteBuffer.allocate(1 + text.length).put(TEXT).put(text).array();
  }

  private static String id(byte[] bytes) {
    return bytes[0] == TEXT
        ? new String(bytes, 1, bytes.length - 1, UTF_8)
        : Long.toString(ByteBuffer.wrap(bytes).getLong());
  }

  /** Whether the number has exactly one spelling, so that the id can be read back from it. */
  private static boolean isNumber(String id) {
    int length = id.length();
    if (length == 0 || length > GREATEST.length() || (id.charAt(0) == '0' && length > 1)) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (id.charAt(i) < '0' || id.charAt(i) > '9') {
        return false;
      }
    }
    return length < GREATEST.length() || id.compareTo(GREATEST) <= 0;
  }
}
