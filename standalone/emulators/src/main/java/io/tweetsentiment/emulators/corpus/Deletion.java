package io.tweetsentiment.emulators.corpus;

import java.time.Instant;

/**
 * A tweet that its author took back.
 *
 * @param id id of any of its versions
 */
public record Deletion(String id, Instant at) {}
