/**
 * Counters of raw records and of what became of them, kept in a store of each task and summed up
 * for the process.
 */
package io.tweetsentiment.streams.counters;
