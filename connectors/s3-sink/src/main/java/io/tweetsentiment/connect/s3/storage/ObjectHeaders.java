package io.tweetsentiment.connect.s3.storage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
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
  private static final String START_TAG = "startOffset";
  private static final String END_TAG = "endOffset";
  private static final String COUNT_TAG = "recordCount";

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

  GetObjectRequest.Builder get(GetObjectRequest.Builder request) {
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
    tags.add(tag(START_TAG, Long.toString(range.start())));
    tags.add(tag(END_TAG, Long.toString(range.end())));
    tags.add(tag(COUNT_TAG, Long.toString(range.records())));
    settings.tags().more().forEach((name, value) -> tags.add(tag(name, value)));
    return Tagging.builder().tagSet(tags).build();
  }

  /** Reads the offsets in the tags of an object; empty if it does not have all of them. */
  static Optional<OffsetRange> range(List<Tag> tags, OffsetRange known) {
    Map<String, Long> numbers = new HashMap<>();
    for (Tag tag : tags) {
      if (tag.value().matches("\\d{1,18}")) {
        numbers.put(tag.key(), Long.parseLong(tag.value()));
      }
    }
    return numbers.keySet().containsAll(Set.of(START_TAG, END_TAG, COUNT_TAG))
            && numbers.get(START_TAG) == known.start()
        ? Optional.of(
            new OffsetRange(
                known.start(),
                numbers.get(END_TAG),
                numbers.get(COUNT_TAG),
                known.earliest(),
                known.latest()))
        : Optional.empty();
  }

  private static Tag tag(String name, String value) {
    return Tag.builder().key(name).value(value).build();
  }
}
