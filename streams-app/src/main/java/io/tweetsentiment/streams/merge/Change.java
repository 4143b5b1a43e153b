package io.tweetsentiment.streams.merge;

import io.tweetsentiment.streams.state.Joined;

/**
 * A tweet's part in the aggregates changed.
 *
 * @param topic subject that was searched for
 * @param out what is taken out; null for nothing
 * @param in what is put in; null for nothing
 */
public record Change(String topic, Joined out, Joined in) {}
