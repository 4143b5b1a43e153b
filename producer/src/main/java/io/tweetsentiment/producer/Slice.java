package io.tweetsentiment.producer;

import static java.nio.charset.StandardCharsets.UTF_8;

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
record Slice(String topic, Instant start, Instant end) {

  /** Name of the slice in checkpoints, the same in every run: start, end, topic. */
  String id() {
    return start + "_" + end + "_" + URLEncoder.encode(topic, UTF_8);
  }
}
