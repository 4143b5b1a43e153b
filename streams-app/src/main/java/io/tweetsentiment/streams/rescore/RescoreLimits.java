package io.tweetsentiment.streams.rescore;

import java.time.Duration;

/**
 * When a rescore ends before all is done.
 *
 * @param documents most documents that are sent
 * @param nanos most that they may cost, in billionths of a dollar
 * @param idle time without an answer of the engine after which it gives up
 */
public record RescoreLimits(long documents, long nanos, Duration idle) {}
