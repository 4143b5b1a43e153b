package io.tweetsentiment.producer.sink;

import io.tweetsentiment.schemas.rules.Envelope;
import io.tweetsentiment.schemas.rules.Utf8;
import java.util.Arrays;

/**
 * Puts elements that are not tweets, and records that are too large, into envelopes.
 *
 * @param limits the sizes that Kinesis accepts
 */
public record Envelopes(BatchLimits limits) {

  /** Maximum bytes of an oversize record that are sent. */
  static final int FIRST_BYTES = 4_096;

  private static final int LONGEST_REASON = 300;

  /** A limit that has room for the longest key, the reason and the source. */
  static final int SHORTEST_LIMIT = 2_048;

  /** The record for an element that is not a tweet. */
  public SinkRecord unusable(String key, String reason, String source, byte[] bytes) {
    return new SinkRecord(key, Envelope.unusable(reason, source, bytes).bytes());
  }

  /**
   * The envelope for a record that is too large: its beginning, its id and its size.
   *
   * @param size bytes of the record that does not fit, including its key
   * @param known another problem of the record, or empty
   * @param bytes what was received
   */
  public Envelope oversize(String key, int size, String known, String source, byte[] bytes) {
    String reason =
        String.format(
            "the record of tweet %s has %d bytes, more than the %d that the stream takes%s",
            Utf8.truncate(key, 100), size, most(), known.isEmpty() ? "" : "; and " + known);
    Envelope bare =
        new Envelope(
            Envelope.Kind.OVERSIZE,
            bytes.length,
            Utf8.truncate(reason, LONGEST_REASON),
            Utf8.truncate(source, LONGEST_REASON),
            new byte[0]);
    int room = most() - new SinkRecord(key, bare.bytes()).size();
    int shown = Math.max(0, Math.min(bytes.length, Math.min(FIRST_BYTES, room)));
    return new Envelope(
        bare.kind(), bare.size(), bare.reason(), bare.source(), Arrays.copyOf(bytes, shown));
  }

  private int most() {
    return Math.min(limits.recordBytes(), limits.bytes());
  }
}
