package io.tweetsentiment.connect.s3.storage;

/**
 * Where the records of an object come from. Offsets belong to the topic that was read, not to the
 * topic that a transformation routed the record to, so the names of objects do as well.
 *
 * @param topic the topic that was read
 * @param partition its partition
 */
public record Origin(String topic, int partition) {}
