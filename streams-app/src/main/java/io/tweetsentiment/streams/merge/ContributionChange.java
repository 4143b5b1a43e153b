package io.tweetsentiment.streams.merge;

import io.tweetsentiment.streams.state.WindowContribution;

/**
 * A change of what a tweet adds to the aggregates.
 *
 * @param topic subject that was searched for
 * @param removed what is subtracted from its window; null for nothing
 * @param added what is added to its window; null for nothing
 */
public record ContributionChange(
    String topic, WindowContribution removed, WindowContribution added) {}
