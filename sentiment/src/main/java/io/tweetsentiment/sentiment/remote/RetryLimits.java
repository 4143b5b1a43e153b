package io.tweetsentiment.sentiment.remote;

import java.time.Duration;

/**
 * How long a batch and how many times a document is tried.
 *
 * @param total time after which a failing batch is returned to the caller
 * @param documentAttempts how many times a document is sent when the service fails on it alone
 */
record RetryLimits(Duration total, int documentAttempts) {}
