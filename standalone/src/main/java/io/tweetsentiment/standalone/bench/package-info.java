/** Benchmarks that anyone can run: {@code bin/tweet-sentiment bench NAME}. */
package io.tweetsentiment.standalone.bench;
