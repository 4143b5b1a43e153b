package io.tweetsentiment.streams.scoring;

import io.tweetsentiment.streams.counters.CounterBoard;
import io.tweetsentiment.streams.state.StoredTweetDecoder;
import java.time.Duration;

/**
 * The collaborators and settings of the scoring processor.
 *
 * @param dispatcher sends texts to the engine; shared by the tasks of the process
 * @param sentiments creates the sentiment records
 * @param texts decodes stored tweets
 * @param rawTopic name of the raw topic
 * @param prefetch maximum number of texts of one task in memory
 * @param drainInterval how often results are forwarded
 * @param board publishes the counters
 */
public record ScoringContext(
    Dispatcher dispatcher,
    SentimentFactory sentiments,
    StoredTweetDecoder texts,
    String rawTopic,
    int prefetch,
    Duration drainInterval,
    CounterBoard board) {}
