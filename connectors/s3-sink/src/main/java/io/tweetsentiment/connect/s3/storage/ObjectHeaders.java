package io.tweetsentiment.connect.s3.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * Adds the settings of objects to requests. A customer's key goes with every request of an object,
 * because S3 does not keep it.
 */
record ObjectHeaders(ObjectSettings settings) {
  private static final String CUSTOMER_ALGORITHM = "AES256";

  void put(PutObjectRequest.Builder request, OffsetRange range) {
    request
        .serverSideEncryption(settings.encryption())
        .ssekmsKeyId(settings.kmsKey())
        .acl(settings.acl())
        .storageClass(settings.storageClass());
    if (settings.tags().required()) {
      request.tagging(tagging(range));
    }
    key()
        .ifPresent(
            key ->
                request
                    .sseCustomerAlgorithm(CUSTOMER_ALGORITHM)
                    .sseCustomerKey(key.base64())
                    .sseCustomerKeyMD5(key.md5()));
  }

  void create(CreateMultipartUploadRequest.Builder request, OffsetRange range) {
    request
        .serverSideEncryption(settings.encryption())
        .ssekmsKeyId(settings.kmsKey())
        .acl(settings.acl())
        .storageClass(settings.storageClass());
    if (settings.tags().required()) {
      request.tagging(tagging(range));
    }
    key()
        .ifPresent(
            key ->
                request
                    .sseCustomerAlgorithm(CUSTOMER_ALGORITHM)
                    .sseCustomerKey(key.base64())
                    .sseCustomerKeyMD5(key.md5()));
  }

  UploadPartRequest.Builder part(UploadPartRequest.Builder request) {
    key()
        .ifPresent(
            key ->
                request
                    .sseCustomerAlgorithm(CUSTOMER_ALGORITHM)
                    .sseCustomerKey(key.base64())
                    .sseCustomerKeyMD5(key.md5()));
    return request;
  }

  CompleteMultipartUploadRequest.Builder complete(CompleteMultipartUploadRequest.Builder request) {
    key()
        .ifPresent(
            key ->
                request
                    .sseCustomerAlgorithm(CUSTOMER_ALGORITHM)
                    .sseCustomerKey(key.base64())
                    .sseCustomerKeyMD5(key.md5()));
    return request;
  }

  HeadObjectRequest.Builder head(HeadObjectRequest.Builder request) {
    key()
        .ifPresent(
            key ->
                request
                    .sseCustomerAlgorithm(CUSTOMER_ALGORITHM)
                    .sseCustomerKey(key.base64())
                    .sseCustomerKeyMD5(key.md5()));
    return request;
  }

  private Optional<ObjectSettings.CustomerKey> key() {
    return settings.customerKey();
  }

  /** Whether objects get their tags by a request of their own. */
  boolean taggedLater() {
    return settings.tags().enabled() && !settings.tags().required();
  }

  Tagging tagging(OffsetRange range) {
    List<Tag> tags = new ArrayList<>();
    tags.add(tag("startOffset", Long.toString(range.start())));
    tags.add(tag("endOffset", Long.toString(range.end())));
    tags.add(tag("recordCount", Long.toString(range.records())));
    settings.tags().more().forEach((name, value) -> tags.add(tag(name, value)));
    return Tagging.builder().tagSet(tags).build();
  }

  private static Tag tag(String name, String value) {
    return Tag.builder().key(name).value(value).build();
  }
}
