package io.tweetsentiment.producer.checkpoint;

import io.tweetsentiment.producer.failure.AwsErrors;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects below one prefix of a bucket, written under conditions. Threading: safe. */
final class S3Objects implements AutoCloseable {

  private static final int NOT_MODIFIED = 304;
  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;

  /** S3 deletes at most so many objects in one request. */
  private static final int MOST_DELETED = 1_000;

  private final S3Client s3;
  private final String bucket;
  private final String prefix;

  S3Objects(S3Client s3, String bucket, String prefix) {
    this.s3 = s3;
    this.bucket = bucket;
    this.prefix = prefix;
  }

  /** An object and the tag that a condition needs. */
  @SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
  record Stored(byte[] content, String etag) {}

  String where() {
    return "s3://" + bucket + "/" + prefix;
  }

  private static final Stored GONE = new Stored(new byte[0], "");

  Optional<Stored> get(String name) throws IOException {
    return get(name, request -> {}, Optional.empty());
  }

  /** The object, unless it still has a tag; one without content and tag when it is gone. */
  Optional<Stored> changed(String name, String etag) throws IOException {
    return get(name, request -> request.ifNoneMatch(etag), Optional.of(GONE));
  }

  private Optional<Stored> get(
      String name, Consumer<GetObjectRequest.Builder> condition, Optional<Stored> gone)
      throws IOException {
    try {
      ResponseBytes<GetObjectResponse> object =
          s3.getObjectAsBytes(
              request -> {
                request.bucket(bucket).key(key(name));
                condition.accept(request);
              });
      return Optional.of(new Stored(object.asByteArray(), object.response().eTag()));
    } catch (NoSuchKeyException e) {
      return gone;
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_MODIFIED) {
        return Optional.empty();
      }
      throw failed(e);
    } catch (SdkException e) {
      throw failed(e);
    }
  }

  /** Puts an object where there is none; returns its tag, empty when there is one. */
  Optional<String> create(String name, byte[] content) throws IOException {
    return put(name, content, request -> request.ifNoneMatch("*"));
  }

  /** Replaces an object that still has a tag; returns its new tag, empty when it changed. */
  Optional<String> replace(String name, byte[] content, String etag) throws IOException {
    return put(name, content, request -> request.ifMatch(etag));
  }

  private Optional<String> put(
      String name, byte[] content, Consumer<PutObjectRequest.Builder> condition)
      throws IOException {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder().bucket(bucket).key(key(name)).contentType("application/json");
    condition.accept(request);
    try {
      return Optional.of(s3.putObject(request.build(), RequestBody.fromBytes(content)).eTag());
    } catch (S3Exception e) {
      // A replacement of an object that is gone is answered with 404.
      if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT || isMissing(e)) {
        return Optional.empty();
      }
      throw failed(e);
    } catch (SdkException e) {
      throw failed(e);
    }
  }

  private static boolean isMissing(S3Exception e) {
    return e.statusCode() == 404
        && (e.awsErrorDetails() == null || !"NoSuchBucket".equals(e.awsErrorDetails().errorCode()));
  }

  /** Names of the objects that begin with a text: one request for a thousand objects. */
  List<String> names(String start) throws IOException {
    try {
      return s3
          .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(key(start)))
          .contents()
          .stream()
          .map(S3Object::key)
          .map(key -> key.substring(prefix.length() + 1))
          .toList();
    } catch (SdkException e) {
      throw failed(e);
    }
  }

  /** Deletes objects: one request for a thousand objects. */
  void delete(List<String> names) throws IOException {
    for (int i = 0; i < names.size(); i += MOST_DELETED) {
      List<ObjectIdentifier> objects =
          names.subList(i, Math.min(names.size(), i + MOST_DELETED)).stream()
              .map(name -> ObjectIdentifier.builder().key(key(name)).build())
              .toList();
      try {
        DeleteObjectsResponse response =
            s3.deleteObjects(request -> request.bucket(bucket).delete(d -> d.objects(objects)));
        if (response.hasErrors() && !response.errors().isEmpty()) {
          throw new IOException(
              "S3 does not delete "
                  + where()
                  + "/"
                  + response.errors().get(0).key()
                  + ": "
                  + response.errors().get(0).message());
        }
      } catch (SdkException e) {
        throw failed(e);
      }
    }
  }

  private String key(String name) {
    return prefix + "/" + name;
  }

  private IOException failed(SdkException e) {
    return new IOException("S3 failed for " + where() + ": " + AwsErrors.message(e), e);
  }

  @Override
  public void close() {
    s3.close();
  }
}
