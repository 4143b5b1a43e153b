/**
 * Kafka Connect source for Kinesis Data Streams. The connector lists the shards and assigns them to
 * tasks; a task reads its shards ahead of the worker and lets a child shard wait for its ancestors.
 */
package io.tweetsentiment.connect.kinesis;
