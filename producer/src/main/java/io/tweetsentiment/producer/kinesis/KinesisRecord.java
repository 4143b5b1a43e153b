package io.tweetsentiment.producer.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One record for Kinesis.
 *
 * @param key partition key: the tweet's id
 * @param data a tweet as Avro in Confluent wire format, or an envelope
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
public record KinesisRecord(String key, byte[] data) {

  /** Bytes that Kinesis counts. */
  public int size() {
    return data.length + key.getBytes(UTF_8).length;
  }
}
