package io.tweetsentiment.connect.kinesis.config;

import java.time.Duration;

/**
 * Pauses between calls to Kinesis.
 *
 * @param behind after a page that did not reach the end of the shard
 * @param caughtUp after a page with records that reached it
 * @param empty after a page without records that reached it
 * @param throttled the longest pause after Kinesis throttled a call
 * @param retryTimeout how long other passing errors are retried before the task fails
 */
public record BackoffSettings(
    Duration behind,
    Duration caughtUp,
    Duration empty,
    Duration throttled,
    Duration retryTimeout) {}
