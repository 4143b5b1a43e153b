/**
 * Trains and evaluates the local model: the data sets, the trainers, the metrics and the command
 * {@code model}. No engine needs this package.
 */
package io.tweetsentiment.sentiment.train;
