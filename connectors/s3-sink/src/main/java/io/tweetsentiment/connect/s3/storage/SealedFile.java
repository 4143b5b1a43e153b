package io.tweetsentiment.connect.s3.storage;

/** A file that is complete and not stored yet. */
public record SealedFile(PartitionPath path, String key, OffsetRange range, Spool spool) {}
