package io.tweetsentiment.connect.s3.storage;

/**
 * Where a record belongs: the topic's folder and the path that the partitioner gave, for instance
 * {@code tweets.merged} and {@code dt=2020-10-21}.
 */
public record PartitionPath(String topic, String path) {}
