package io.tweetsentiment.emulators.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * A message of {@code application/vnd.amazon.eventstream}: total length (4 bytes), length of the
 * headers (4), CRC-32 of both (4), headers, payload, CRC-32 of all before (4). A header is the
 * length of its name (1), its name, the type 7 for a string (1), the length of its value (2) and
 * its value. Pure.
 */
final class EventStreamMessage {
  private static final int PRELUDE = 12;
  private static final int CHECKSUM = 4;
  private static final byte STRING = 7;

  private EventStreamMessage() {}

  static byte[] event(String type, String contentType, byte[] payload) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(":message-type", "event");
    headers.put(":event-type", type);
    headers.put(":content-type", contentType);
    return encode(headers, payload);
  }

  static byte[] encode(Map<String, String> headers, byte[] payload) {
    byte[] head = head(headers);
    int length = PRELUDE + head.length + payload.length + CHECKSUM;
    ByteBuffer message = ByteBuffer.allocate(length);
    message.putInt(length).putInt(head.length);
    message.putInt(checksum(message));
    message.put(head).put(payload);
    return message.putInt(checksum(message)).array();
  }

  private static byte[] head(Map<String, String> headers) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    headers.forEach(
        (name, value) -> {
          byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
          out.write(name.length());
          out.writeBytes(name.getBytes(StandardCharsets.UTF_8));
          out.write(STRING);
          out.write(bytes.length >> 8);
          out.write(bytes.length);
          out.writeBytes(bytes);
        });
    return out.toByteArray();
  }

  /** The CRC-32 of what was written so far. */
  private static int checksum(ByteBuffer message) {
    CRC32 crc = new CRC32();
    crc.update(message.duplicate().flip());
    return (int) crc.getValue();
  }
}
