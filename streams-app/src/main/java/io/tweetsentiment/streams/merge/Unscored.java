package io.tweetsentiment.streams.merge;

import io.tweetsentiment.schemas.Tweet;

/**
 * A text without a sentiment.
 *
 * @param tweet the tweet that has it
 * @param textHash its hash
 */
public record Unscored(Tweet tweet, String textHash) {}
