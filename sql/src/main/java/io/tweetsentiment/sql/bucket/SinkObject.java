package io.tweetsentiment.sql.bucket;

/**
 * An object of a sink as it was listed.
 *
 * @param etag as S3 returns it, with its quotes
 * @param bytes its size
 */
public record SinkObject(String key, String etag, long bytes, ObjectName name) {}
