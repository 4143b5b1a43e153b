package io.tweetsentiment.connect.s3.writer;

import io.tweetsentiment.connect.s3.format.Format;
import io.tweetsentiment.connect.s3.format.SchemaCompatibility;
import io.tweetsentiment.connect.s3.partitioner.Partitioner;
import io.tweetsentiment.connect.s3.storage.CallDeadline;
import io.tweetsentiment.connect.s3.storage.ObjectKeys;
import io.tweetsentiment.connect.s3.storage.ObjectStore;
import java.time.Clock;

/** The settings and collaborators that all writers of a task share. */
public record WriterContext(
    Partitioner partitioner,
    RotationPolicy rotation,
    SchemaCompatibility compatibility,
    NullValues nulls,
    Format format,
    ObjectKeys keys,
    ObjectStore store,
    ErrantRecords errantRecords,
    CallDeadline deadline,
    OpenMemory memory,
    Clock clock) {}
