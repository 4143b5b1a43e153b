/**
 * The port through which tweets are scored, and {@link io.tweetsentiment.sentiment.Engines}, which
 * opens an engine by its name. Independent of Kafka and Spark.
 */
package io.tweetsentiment.sentiment;
