/** The HTTP server of the app: health, counters, aggregates and metrics. */
package io.tweetsentiment.streams.http;
