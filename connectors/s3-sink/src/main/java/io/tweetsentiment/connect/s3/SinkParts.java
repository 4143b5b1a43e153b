package io.tweetsentiment.connect.s3;

import java.time.Clock;

/** What the writers of one task share. */
record SinkParts(
    Partitioner partitioner,
    RotationPolicy rotation,
    SchemaCompatibility compatibility,
    NullValues nulls,
    Format format,
    ObjectKeys keys,
    ObjectStore store,
    Errants errants,
    Clock clock) {}
