package io.tweetsentiment.sql.audit;

import java.util.OptionalLong;

/**
 * What a loaded object holds of its Kafka partition.
 *
 * @param startOffset offset of its first row
 * @param endOffset offset of its last row; absent when neither its rows nor its metadata tell
 * @param rows its rows, refused ones too; absent when neither tells
 */
public record LoadedRange(
    String objectKey, long startOffset, OptionalLong endOffset, OptionalLong rows) {}
