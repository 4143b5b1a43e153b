package io.tweetsentiment.emulators.corpus;

import java.time.Instant;

/**
 * A tweet that its author deleted.
 *
 * @param id id of any version of the tweet
 * @param at time of the deletion
 */
public record Deletion(String id, Instant at) {}
