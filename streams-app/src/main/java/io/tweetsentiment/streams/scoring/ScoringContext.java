package io.tweetsentiment.streams.scoring;

import io.tweetsentiment.streams.counters.CounterBoard;
import io.tweetsentiment.streams.intake.SentimentSender;
import io.tweetsentiment.streams.state.ReceivedTweetDecoder;
import java.time.Duration;

/**
 * The collaborators and settings of the scoring processor.
 *
 * @param dispatcher sends texts to the engine; shared by the tasks of the process
 * @param sentiments creates the sentiment records
 * @param tweets decodes the raw records in the store
 * @param sender identifies the sentiments of this process
 * @param rawTopic name of the raw topic
 * @param prefetch maximum number of texts of one task in memory
 * @param drainInterval how often results are taken from the engine
 * @param board publishes the counters
 */
public record ScoringContext(
    Dispatcher dispatcher,
    SentimentFactory sentiments,
    ReceivedTweetDecoder tweets,
    SentimentSender sender,
    String rawTopic,
    int prefetch,
    Duration drainInterval,
    CounterBoard board) {}
