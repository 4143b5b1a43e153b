/**
 * The sink: records in batches to a Kinesis stream until each is acknowledged, and the envelopes of
 * records that are not tweets.
 */
package io.tweetsentiment.producer.kinesis;
