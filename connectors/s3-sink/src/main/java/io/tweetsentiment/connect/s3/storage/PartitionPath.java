package io.tweetsentiment.connect.s3.storage;

/**
 * The place of a record in the bucket: the topic's folder and the path that the partitioner
 * returned, for example {@code tweets.merged} and {@code dt=2020-10-21}.
 */
public record PartitionPath(String topic, String path) {}
