/** Benchmarks that anyone can run: {@code bin/twitter-sentiment bench NAME}. */
package io.tweetsentiment.standalone.bench;
