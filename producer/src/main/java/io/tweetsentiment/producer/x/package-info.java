/**
 * The client of the X API v2: search and counts, its rate limits and failures, and the decoding of
 * search pages into tweets.
 */
package io.tweetsentiment.producer.x;
