package io.tweetsentiment.producer.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.schemas.rules.Fingerprint;
import java.net.URLEncoder;
import java.time.Instant;

/**
 * A span {@code [start, end)} of event time under one topic: the unit that is fetched, sent and
 * checkpointed.
 *
 * @param topic subject that is searched for
 * @param start first second
 * @param end first second after it
 */
public record Slice(String topic, Instant start, Instant end) {

  /** A checkpoint may be an object in S3, whose name has at most 1,024 bytes. */
  private static final int LONGEST_TOPIC = 600;

  /** Name of the slice in checkpoints: start, end, topic. It is the same in every run. */
  public String id() {
    return start + "_" + end + "_" + name(topic);
  }

  /** The form of a topic in the id. */
  public static String name(String topic) {
    String encoded = URLEncoder.encode(topic, UTF_8);
    return encoded.length() <= LONGEST_TOPIC
        ? encoded
        : encoded.substring(0, LONGEST_TOPIC) + "~" + Fingerprint.ofReceived(topic);
  }
}
