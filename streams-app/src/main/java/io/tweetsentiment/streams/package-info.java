/**
 * The Kafka Streams topology: decodes and stages tweets, scores them outside the stream thread,
 * joins tweets with their sentiment and keeps the aggregates of the windows.
 */
package io.tweetsentiment.streams;
