package io.tweetsentiment.streams.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.streams.wire.Decoded.Malformed;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * The dead letter of a record that cannot be used: the key, the value (without the producer's
 * envelope) and the headers as they were received, and additional text headers with the reason.
 *
 * @param stage the step that failed: {@code tweet}, {@code sentiment} or {@code score}
 * @param reason what is wrong
 * @param exception class name, or empty
 * @param envelope kind of the envelope that the producer had put the value into, or empty
 * @param origin where the record came from
 */
public record DeadLetter(
    String stage, String reason, String exception, String envelope, Origin origin) {

  static final String STAGE = "stage";
  static final String REASON = "reason";
  static final String EXCEPTION = "exception";
  static final String ENVELOPE = "envelope";
  static final String TOPIC = "origin.topic";
  static final String PARTITION = "origin.partition";
  static final String OFFSET = "origin.offset";
  static final String TIMESTAMP = "origin.timestamp";

  /**
   * The dead letter of a record that was just received.
   *
   * @param envelope kind of the producer's envelope, or empty
   * @param now arrival time in the dead-letter topic, from which its retention counts
   */
  static Record<Object, Object> of(
      String stage,
      Malformed<?> malformed,
      String envelope,
      RecordMetadata origin,
      Record<byte[], byte[]> record,
      long now) {
    return new DeadLetter(
            stage,
            malformed.reason(),
            malformed.exception(),
            envelope,
            new Origin(origin.topic(), origin.partition(), origin.offset(), record.timestamp()))
        .record(record.key(), record.value(), record.headers(), now);
  }

  /**
   * The record to write.
   *
   * @param arrived arrival time in the dead-letter topic
   */
  public Record<Object, Object> record(byte[] key, byte[] value, Headers received, long arrived) {
    Headers headers = new RecordHeaders(received.toArray());
    add(headers, STAGE, stage);
    add(headers, REASON, reason);
    add(headers, EXCEPTION, exception);
    if (!envelope.isEmpty()) {
      add(headers, ENVELOPE, envelope);
    }
    add(headers, TOPIC, origin.topic());
    add(headers, PARTITION, Integer.toString(origin.partition()));
    add(headers, OFFSET, Long.toString(origin.offset()));
    add(headers, TIMESTAMP, Long.toString(origin.timestamp()));
    return new Record<>(key, value, arrived, headers);
  }

  private static void add(Headers headers, String name, String text) {
    headers.add(name, text.getBytes(UTF_8));
  }
}
