package io.tweetsentiment.streams.scoring;

import io.tweetsentiment.streams.state.TextKey;

/**
 * A text that is submitted to an engine.
 *
 * @param key its {@link TextKey}
 * @param route route of its language
 * @param text the text as written
 * @param createdAt event time of its tweet, milliseconds since the epoch
 * @param arrived arrival time of its tweet, milliseconds since the epoch
 * @param results queue for the result
 */
record Submission(
    String key, String route, String text, long createdAt, long arrived, ResultQueue results) {}
