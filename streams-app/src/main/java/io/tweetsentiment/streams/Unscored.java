package io.tweetsentiment.streams;

import io.tweetsentiment.schemas.Tweet;

/**
 * A text without a sentiment.
 *
 * @param tweet the tweet that has it
 * @param textHash its hash
 */
record Unscored(Tweet tweet, String textHash) {}
