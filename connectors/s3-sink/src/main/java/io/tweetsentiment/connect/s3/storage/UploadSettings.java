package io.tweetsentiment.connect.s3.storage;

/**
 * How objects are uploaded.
 *
 * @param partSize part size in bytes; a larger file is uploaded in parts of this size
 * @param conditional whether an existing object is kept (If-None-Match)
 * @param encryption server-side encryption, {@code AES256}, {@code aws:kms} or {@code
 *     aws:kms:dsse}; null for the default of the bucket
 * @param kmsKey KMS key id for {@code aws:kms}, or null
 */
public record UploadSettings(
    String bucket, int partSize, boolean conditional, String encryption, String kmsKey) {}
