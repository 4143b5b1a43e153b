package io.tweetsentiment.schemas.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A record of {@code tweets.raw} that replaces input from which no tweet could be made, with the
 * reason. The format, with numbers in big-endian order:
 *
 * <pre>
 * 1 byte   0xFE: neither Confluent's wire format (0) nor UTF-8 text starts with this byte
 * 1 byte   version, 1
 * 1 byte   kind: 1 unusable, 2 oversize
 * 8 bytes  size of what was received
 * 2 bytes  n, then n bytes of UTF-8: the reason
 * 2 bytes  n, then n bytes of UTF-8: the source, such as tweets.jsonl:17; may be empty
 * the rest the bytes as received; only the first ones of an oversize record
 * </pre>
 *
 * @param kind why it is not a tweet
 * @param size bytes of what was received
 * @param reason what is wrong, with the value
 * @param source file and line, or empty
 * @param original what was received, or its beginning
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Envelope(Kind kind, long size, String reason, String source, byte[] original) {

  /** Why a record is not a tweet. */
  public enum Kind {
    /** It cannot be converted to a tweet. */
    UNUSABLE(1),
    /** It is larger than the stream accepts. */
    OVERSIZE(2);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    private static Optional<Kind> of(int code) {
      return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst();
    }
  }

  private static final byte MAGIC = (byte) 0xFE;
  private static final byte VERSION = 1;
  private static final int FIXED = 3 + Long.BYTES + 2 * Short.BYTES;
  private static final int LONGEST_REASON = 4_000;
  private static final int LONGEST_SOURCE = 1_000;

  /**
   * Creates an envelope. A very long reason or source is cut.
   *
   * @throws IllegalArgumentException when the reason is blank, or the size is not that of the bytes
   */
  public Envelope {
    requireNonNull(kind, "kind");
    requireNonNull(original, "original");
    if (reason.isBlank()) {
      throw new IllegalArgumentException("the reason of the envelope is blank");
    }
    if (kind == Kind.UNUSABLE ? size != original.length : size < original.length) {
      throw new IllegalArgumentException(
          "the envelope states a size of " + size + " bytes but contains " + original.length);
    }
    reason = Utf8.truncate(reason, LONGEST_REASON);
    source = Utf8.truncate(source, LONGEST_SOURCE);
  }

  /** An envelope for input that cannot be converted to a tweet. */
  public static Envelope unusable(String reason, String source, byte[] original) {
    return new Envelope(Kind.UNUSABLE, original.length, reason, source, original);
  }

  /** Whether a record of {@code tweets.raw} is marked as an envelope. */
  public static boolean isIn(byte[] value) {
    return value != null && value.length > 0 && value[0] == MAGIC;
  }

  /** Encodes the envelope for {@link #read}. */
  public byte[] bytes() {
    byte[] reasonBytes = reason.getBytes(UTF_8);
    byte[] sourceBytes = source.getBytes(UTF_8);
    return ByteBuffer.allocate(FIXED + reasonBytes.length + sourceBytes.length + original.length)
        .put(MAGIC)
        .put(VERSION)
        .put((byte) kind.code)
        .putLong(size)
        .putShort((short) reasonBytes.length)
        .put(reasonBytes)
        .putShort((short) sourceBytes.length)
        .put(sourceBytes)
        .put(original)
        .array();
  }

  /**
   * Reads an envelope.
   *
   * @throws IllegalArgumentException when the bytes are not an envelope; the message says why
   */
  public static Envelope read(byte[] value) {
    if (value.length < FIXED || value[0] != MAGIC) {
      throw new IllegalArgumentException(
          "not an envelope: " + value.length + " bytes; an envelope has at least " + FIXED);
    }
    ByteBuffer in = ByteBuffer.wrap(value, 1, value.length - 1);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "the envelope has version " + version + ", this app reads " + VERSION);
    }
    int code = in.get();
    Kind kind =
        Kind.of(code)
            .orElseThrow(
                () -> new IllegalArgumentException("the envelope has the unknown kind " + code));
    long size = in.getLong();
    String reason = text(in, "reason");
    String source = text(in, "source");
    byte[] original = new byte[in.remaining()];
    in.get(original);
    return new Envelope(kind, size, reason, source, original);
  }

  /** The reason, preceded by the source if it is known: {@code tweets.jsonl:17: no text}. */
  public String message() {
    return source.isEmpty() ? reason : source + ": " + reason;
  }

  private static String text(ByteBuffer in, String what) {
    int length = in.remaining() < Short.BYTES ? Integer.MAX_VALUE : in.getShort() & 0xFFFF;
    if (length > in.remaining()) {
      throw new IllegalArgumentException("the " + what + " of the envelope is cut off");
    }
    ByteBuffer bytes = in.slice(in.position(), length);
    in.position(in.position() + length);
    try {
      return UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the " + what + " of the envelope is not valid UTF-8", e);
    }
  }
}
