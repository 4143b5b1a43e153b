package io.tweetsentiment.connect.s3.storage;

/**
 * How objects are uploaded.
 *
 * @param partSize part size in bytes; a larger file is uploaded in parts of this size
 * @param conditional whether an existing object is kept (If-None-Match)
 * @param object what S3 is told about every object
 */
public record UploadSettings(
    String bucket, int partSize, boolean conditional, ObjectSettings object) {}
