package io.tweetsentiment.streams.scoring;

import io.tweetsentiment.streams.counters.CounterBoard;
import io.tweetsentiment.streams.state.TextDecoder;
import java.time.Duration;

/**
 * What the scoring processor works with.
 *
 * @param dispatcher feeds the engine, shared by the tasks of the process
 * @param sentiments makes the records
 * @param texts reads tweets back
 * @param rawTopic name of the raw topic
 * @param prefetch most texts of one task in memory
 * @param drainInterval how often results are forwarded
 * @param board shows the counters
 */
public record ScoringParts(
    Dispatcher dispatcher,
    Sentiments sentiments,
    TextDecoder texts,
    String rawTopic,
    int prefetch,
    Duration drainInterval,
    CounterBoard board) {}
