package io.tweetsentiment.streams.scoring;

import io.tweetsentiment.streams.state.TextKey;

/**
 * A text that is submitted to an engine.
 *
 * @param key its {@link TextKey}
 * @param route route of its language
 * @param text the text as written
 * @param results queue for the result
 */
record Submission(String key, String route, String text, ResultQueue results) {}
