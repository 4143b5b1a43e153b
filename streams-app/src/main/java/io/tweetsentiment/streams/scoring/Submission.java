package io.tweetsentiment.streams.scoring;

import io.tweetsentiment.streams.state.TextKey;

/**
 * A text for the engine.
 *
 * @param key its {@link TextKey}
 * @param route the engine's route of its language
 * @param text as written
 * @param createdAt event time of its tweet, milliseconds since the epoch
 * @param arrived arrival time of its tweet, milliseconds since the epoch
 * @param inbox where the result goes
 */
record Submission(
    String key, String route, String text, long createdAt, long arrived, Inbox inbox) {}
