/** What a task counts for each of its shards, as MBeans. */
package io.tweetsentiment.connect.kinesis.metrics;
