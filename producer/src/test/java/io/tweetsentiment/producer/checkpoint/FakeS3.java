package io.tweetsentiment.producer.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.TreeMap;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.paginators.ListObjectsV2Iterable;

/** S3 in memory with the conditions of puts. */
public final class FakeS3 implements S3Client {

  private final TreeMap<String, byte[]> objects = new TreeMap<>();
  private final TreeMap<String, String> tags = new TreeMap<>();
  private int puts;
  private int requests;
  private boolean repeat;
  private Runnable beforeNextPut = () -> {};

  /** Does something between a caller's reading and its next put. */
  void beforeNextPut(Runnable action) {
    beforeNextPut = action;
  }

  /** Lets the next put be repeated, as the client does when the answer is lost. */
  synchronized void repeatNextPut() {
    repeat = true;
  }

  /** Number of requests so far. */
  synchronized int requests() {
    return requests;
  }

  /** Puts an object of the past. */
  synchronized void put(String key, String content) {
    objects.put(key, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    tags.put(key, "tag-" + ++puts);
  }

  synchronized java.util.Set<String> keys() {
    return java.util.Set.copyOf(objects.keySet());
  }

  @Override
  public synchronized PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    requests++;
    if (repeat) {
      repeat = false;
      putObject(request, body);
    }
    Runnable before = beforeNextPut;
    beforeNextPut = () -> {};
    before.run();
    boolean there = objects.containsKey(request.key());
    boolean refused =
        ("*".equals(request.ifNoneMatch()) && there)
            || (request.ifMatch() != null && !request.ifMatch().equals(tags.get(request.key())));
    if (refused) {
      throw S3Exception.builder().statusCode(412).message("PreconditionFailed").build();
    }
    try (java.io.InputStream content = body.contentStreamProvider().newStream()) {
      objects.put(request.key(), content.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    tags.put(request.key(), "tag-" + ++puts);
    return PutObjectResponse.builder().eTag(tags.get(request.key())).build();
  }

  @Override
  public synchronized ResponseBytes<GetObjectResponse> getObjectAsBytes(GetObjectRequest request) {
    requests++;
    byte[] content = objects.get(request.key());
    if (content == null) {
      throw NoSuchKeyException.builder().statusCode(404).message("NoSuchKey").build();
    }
    if (tags.get(request.key()).equals(request.ifNoneMatch())) {
      throw S3Exception.builder().statusCode(304).message("Not Modified").build();
    }
    return ResponseBytes.fromByteArray(
        GetObjectResponse.builder().eTag(tags.get(request.key())).build(), content);
  }

  @Override
  public ResponseBytes<GetObjectResponse> getObjectAsBytes(
      java.util.function.Consumer<GetObjectRequest.Builder> request) {
    return getObjectAsBytes(GetObjectRequest.builder().applyMutation(request).build());
  }

  @Override
  public synchronized DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
    requests++;
    for (ObjectIdentifier object : request.delete().objects()) {
      objects.remove(object.key());
      tags.remove(object.key());
    }
    return DeleteObjectsResponse.builder().build();
  }

  @Override
  public synchronized ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
    requests++;
    return ListObjectsV2Response.builder()
        .contents(
            objects.keySet().stream()
                .filter(key -> key.startsWith(request.prefix()))
                .map(key -> S3Object.builder().key(key).build())
                .toList())
        .isTruncated(false)
        .build();
  }

  @Override
  public ListObjectsV2Iterable listObjectsV2Paginator(ListObjectsV2Request request) {
    return new ListObjectsV2Iterable(this, request);
  }

  @Override
  public String serviceName() {
    return "s3";
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
