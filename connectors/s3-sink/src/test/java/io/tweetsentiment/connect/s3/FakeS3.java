package io.tweetsentiment.connect.s3;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** A bucket in memory whose calls can be made to fail. Threading: thread-safe. */
final class FakeS3 implements S3Client {
  static final String BUCKET = "tweet-sentiment";
  private static final int PAGE = 3;

  /** What happens to a call. */
  enum Fault {
    NONE,
    /** A 503 before the operation. */
    THROTTLE,
    /** The operation succeeds, but the answer is lost. */
    LOST_ANSWER,
    /** A 400 because bytes were corrupted in transit. */
    CORRUPTED,
    /** A 403. */
    DENIED,
    /** The process dies before the operation. */
    CRASH
  }

  @SuppressWarnings("ArrayRecordComponent")
  record Stored(byte[] bytes, Map<String, String> metadata, Map<String, String> tags) {
    Stored(byte[] bytes, Map<String, String> metadata) {
      this(bytes, metadata, Map.of());
    }
  }

  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final TreeMap<String, Stored> objects = new TreeMap<>();
  private final Map<String, Pending> uploads = new TreeMap<>();
  private final List<String> calls = new ArrayList<>();
  private Supplier<Fault> faults = () -> Fault.NONE;
  private Runnable beforePut = () -> {};
  private Instant written = Instant.parse("2026-01-01T00:00:00Z");
  private boolean closed;

  private record Pending(
      CreateMultipartUploadRequest request, NavigableMap<Integer, byte[]> parts) {}

  synchronized void faults(Supplier<Fault> supplier) {
    faults = supplier;
  }

  /** Sets an action to run once before the next object is put, to simulate a faster writer. */
  synchronized void beforeNextPut(Runnable action) {
    beforePut = action;
  }

  synchronized NavigableMap<String, Stored> objects() {
    return new TreeMap<>(objects);
  }

  synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  synchronized int pendingUploads() {
    return uploads.size();
  }

  synchronized void delete(String key) {
    objects.remove(key);
  }

  synchronized void insert(String key, Stored object) {
    objects.put(key, object);
  }

  /** Runs the action under the lock, so that a put of another thread waits for it. */
  private synchronized void fasterWriter() {
    Runnable before = beforePut;
    beforePut = () -> {};
    before.run();
  }

  private synchronized <T> T call(String name, Supplier<T> action) {
    calls.add(name);
    return switch (faults.get()) {
      case NONE -> action.get();
      case THROTTLE -> throw failure(503, "SlowDown");
      case CORRUPTED -> throw failure(400, "BadDigest");
      case DENIED -> throw failure(403, "AccessDenied");
      case CRASH -> throw new Crash();
      case LOST_ANSWER -> {
        Objects.requireNonNull(action.get());
        throw SdkClientException.create("connection reset");
      }
    };
  }

  @Override
  public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
    return call(
        "list " + request.prefix(),
        () -> {
          bucket(request.bucket());
          String after = request.startAfter() == null ? "" : request.startAfter();
          List<String> keys =
              objects.tailMap(after, false).keySet().stream()
                  .filter(key -> key.startsWith(request.prefix()))
                  .limit(PAGE + 1)
                  .toList();
          List<String> page = keys.subList(0, Math.min(PAGE, keys.size()));
          return ListObjectsV2Response.builder()
              .contents(page.stream().map(key -> S3Object.builder().key(key).build()).toList())
              .isTruncated(keys.size() > PAGE)
              .build();
        });
  }

  @Override
  public HeadObjectResponse headObject(HeadObjectRequest request) {
    return call(
        "head " + request.key(),
        () -> {
          bucket(request.bucket());
          Stored stored = objects.get(request.key());
          if (stored == null) {
            throw failure(404, null);
          }
          return HeadObjectResponse.builder()
              .metadata(stored.metadata())
              .lastModified(written)
              .build();
        });
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
    return call(
        "get " + request.key(),
        () ->
            new ResponseInputStream<>(
                GetObjectResponse.builder().build(),
                AbortableInputStream.create(
                    new ByteArrayInputStream(objects.get(request.key()).bytes()))));
  }

  @Override
  public GetObjectTaggingResponse getObjectTagging(GetObjectTaggingRequest request) {
    return call(
        "tags " + request.key(),
        () ->
            GetObjectTaggingResponse.builder()
                .tagSet(
                    objects.get(request.key()).tags().entrySet().stream()
                        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                        .toList())
                .build());
  }

  /** Sets when all objects were stored. */
  synchronized void written(Instant time) {
    written = time;
  }

  @Override
  public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    fasterWriter();
    return call(
        "put " + request.key(),
        () -> {
          bucket(request.bucket());
          store(request.key(), request.ifNoneMatch(), bytes(body), request.metadata());
          return PutObjectResponse.builder().build();
        });
  }

  @Override
  public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
    return call(
        "create " + request.key(),
        () -> {
          String id = "upload-" + calls.size();
          uploads.put(id, new Pending(request, new TreeMap<>()));
          return CreateMultipartUploadResponse.builder().uploadId(id).build();
        });
  }

  @Override
  public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
    return call(
        "part " + request.partNumber(),
        () -> {
          uploads.get(request.uploadId()).parts().put(request.partNumber(), bytes(body));
          return UploadPartResponse.builder().eTag("tag-" + request.partNumber()).build();
        });
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      CompleteMultipartUploadRequest request) {
    return call(
        "complete " + request.key(),
        () -> {
          Pending pending = uploads.get(request.uploadId());
          ByteArrayOutputStream all = new ByteArrayOutputStream();
          request
              .multipartUpload()
              .parts()
              .forEach(part -> all.writeBytes(pending.parts().get(part.partNumber())));
          store(
              request.key(),
              request.ifNoneMatch(),
              all.toByteArray(),
              pending.request().metadata());
          uploads.remove(request.uploadId());
          return CompleteMultipartUploadResponse.builder().build();
        });
  }

  @Override
  public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
    return call(
        "abort " + request.key(),
        () -> {
          uploads.remove(request.uploadId());
          return AbortMultipartUploadResponse.builder().build();
        });
  }

  private void store(String key, String condition, byte[] bytes, Map<String, String> metadata) {
    if ("*".equals(condition) && objects.containsKey(key)) {
      throw failure(412, "PreconditionFailed");
    }
    objects.put(key, new Stored(bytes, Map.copyOf(metadata)));
  }

  private static void bucket(String name) {
    if (!BUCKET.equals(name)) {
      throw failure(404, "NoSuchBucket");
    }
  }

  private static byte[] bytes(RequestBody body) {
    try (InputStream in = body.contentStreamProvider().newStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static S3Exception failure(int status, String code) {
    S3Exception.Builder builder = S3Exception.builder();
    builder.statusCode(status).message("status " + status);
    if (code != null) {
      builder.awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(code).build());
    }
    return (S3Exception) builder.build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  synchronized boolean closed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
