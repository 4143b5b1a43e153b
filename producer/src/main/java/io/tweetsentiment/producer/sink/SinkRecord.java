package io.tweetsentiment.producer.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One record for a sink.
 *
 * @param key partition key: the id of the tweet
 * @param data a tweet as Avro in Confluent wire format, or an envelope; or a line of JSON
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
public record SinkRecord(String key, byte[] data) {

  /** Bytes that a sink counts. */
  public int size() {
    return data.length + key.getBytes(UTF_8).length;
  }
}
