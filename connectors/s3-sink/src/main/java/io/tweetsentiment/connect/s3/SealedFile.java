package io.tweetsentiment.connect.s3;

/** A file that is complete and waits to be stored. */
record SealedFile(PartitionPath path, String key, OffsetRange range, Spool spool) {}
