package io.tweetsentiment.connect.kinesis;

import java.time.Duration;

/**
 * How long a shard is left alone between two reads.
 *
 * @param whenBehind after a page behind which there is more; Kinesis allows five reads a second and
 *     shard
 * @param whenEmpty after a page without records at the tip of the shard
 * @param whenThrottled after a read that Kinesis refused for its rate
 */
record ReadPace(Duration whenBehind, Duration whenEmpty, Duration whenThrottled) {}
