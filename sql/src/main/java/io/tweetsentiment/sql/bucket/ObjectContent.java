package io.tweetsentiment.sql.bucket;

import java.util.Map;

/**
 * An object as S3 gave it out.
 *
 * @param bytes its content; nobody changes it
 * @param metadata what its writer noted beside it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ObjectContent(byte[] bytes, Map<String, String> metadata) {}
