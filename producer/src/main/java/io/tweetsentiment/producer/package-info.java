/**
 * Searches X over a time span, slice by slice, and puts the tweets to Kinesis.
 *
 * <p>{@link io.tweetsentiment.producer.IngestCommand} is the command, {@link
 * io.tweetsentiment.producer.IngestRun} the same run inside another JVM.
 */
package io.tweetsentiment.producer;
