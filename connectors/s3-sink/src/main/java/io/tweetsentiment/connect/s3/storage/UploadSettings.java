package io.tweetsentiment.connect.s3.storage;

/**
 * How objects are written.
 *
 * @param partSize bytes; a larger file is uploaded in parts of this size
 * @param conditional whether an object that is there is left alone (If-None-Match)
 * @param encryption server-side encryption, {@code AES256} or {@code aws:kms}; null for the
 *     bucket's own
 * @param kmsKey with {@code aws:kms}, or null
 */
public record UploadSettings(
    String bucket, int partSize, boolean conditional, String encryption, String kmsKey) {}
