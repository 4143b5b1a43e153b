package io.tweetsentiment.sql.bucket;

import java.util.Map;

/**
 * The content of an object and its metadata, as read from S3.
 *
 * @param bytes its content, which must not be changed
 * @param metadata user metadata, which its writer set
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ObjectContent(byte[] bytes, Map<String, String> metadata) {}
