/**
 * Scores texts outside the stream thread: the processor with its pending texts, and the dispatcher
 * that sends batches to the engines.
 */
package io.tweetsentiment.streams.scoring;
