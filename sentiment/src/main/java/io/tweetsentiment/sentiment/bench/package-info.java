/** Benchmarks. Need JMH and picocli. */
package io.tweetsentiment.sentiment.bench;
