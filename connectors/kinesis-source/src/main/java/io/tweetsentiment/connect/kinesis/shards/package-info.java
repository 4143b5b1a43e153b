/**
 * Metadata of the shards of a stream: which shard came from which, which task reads it, and where
 * reading starts. Values and pure functions; nothing here calls Kinesis.
 */
package io.tweetsentiment.connect.kinesis.shards;
