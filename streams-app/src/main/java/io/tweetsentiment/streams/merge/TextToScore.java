package io.tweetsentiment.streams.merge;

import io.tweetsentiment.schemas.Tweet;

/**
 * A text that has no sentiment yet.
 *
 * @param tweet the tweet with the text
 * @param textHash hash of the text
 */
public record TextToScore(Tweet tweet, String textHash) {}
