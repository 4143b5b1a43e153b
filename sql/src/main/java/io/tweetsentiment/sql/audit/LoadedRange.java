package io.tweetsentiment.sql.audit;

import java.util.OptionalLong;

/**
 * The offsets of a Kafka partition that a loaded object contains.
 *
 * @param startOffset offset of its first row
 * @param endOffset offset of its last row; absent when neither its rows nor its metadata state it
 * @param rows number of its rows, rejected ones included; absent when it is unknown
 */
public record LoadedRange(
    String objectKey, long startOffset, OptionalLong endOffset, OptionalLong rows) {}
