/** The benchmarks: {@code bin/tweet-sentiment bench NAME}. */
package io.tweetsentiment.standalone.bench;
