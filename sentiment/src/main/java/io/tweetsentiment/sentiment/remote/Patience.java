package io.tweetsentiment.sentiment.remote;

import java.time.Duration;

/**
 * How long to try.
 *
 * @param total time after which a failing batch is given back to the caller
 * @param attempts how often a document is sent that the service fails alone
 */
record Patience(Duration total, int attempts) {}
