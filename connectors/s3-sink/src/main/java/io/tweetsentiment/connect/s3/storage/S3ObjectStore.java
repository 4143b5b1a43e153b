package io.tweetsentiment.connect.s3.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Stores objects in an S3 bucket. A file that is larger than a part is uploaded in parts. */
public final class S3ObjectStore implements ObjectStore {
  private static final Logger LOG = LoggerFactory.getLogger(S3ObjectStore.class);

  static final String END_OFFSET = "end-offset";
  static final String RECORD_COUNT = "record-count";
  static final String EARLIEST = "earliest-timestamp";
  static final String LATEST = "latest-timestamp";

  private final S3Client client;
  private final UploadSettings settings;
  private final List<OwnedCredentials> owned;
  private final ObjectHeaders headers;

  public S3ObjectStore(S3Client client, UploadSettings settings) {
    this(client, settings, List.of());
  }

  private S3ObjectStore(S3Client client, UploadSettings settings, List<OwnedCredentials> owned) {
    this.client = client;
    this.settings = settings;
    this.owned = owned;
    headers = new ObjectHeaders(settings.object());
  }

  /** Opens a store whose client and credentials end with it. */
  public static S3ObjectStore open(S3ClientSettings connection, UploadSettings settings) {
    OwnedCredentials credentials =
        S3Credentials.provider(connection.credentials(), connection.region(), connection.proxy());
    return new S3ObjectStore(
        S3ClientFactory.client(connection, credentials), settings, List.of(credentials));
  }

  @Override
  public void checkBucket(String folder) {
    try {
      // Not HeadBucket: its answer has no body, so it does not tell what is wrong.
      S3Failure.call(
          "Bucket " + settings.bucket(),
          () ->
              client.listObjectsV2(
                  request -> request.bucket(settings.bucket()).prefix(folder).maxKeys(1)));
    } catch (Refusal e) {
      // Whoever creates a connector should learn at once that it has no access.
      throw new ConnectException(e.getMessage(), e);
    } catch (RetriableException e) {
      LOG.warn("The bucket {} cannot be checked yet: {}", settings.bucket(), e.getMessage());
    }
  }

  @Override
  public Keys keys(String prefix, String after, CallDeadline deadline) {
    Duration left = deadline.left();
    return S3Failure.call(
        "Listing s3://" + settings.bucket() + "/" + prefix,
        () -> {
          ListObjectsV2Response page =
              client.listObjectsV2(
                  request ->
                      request
                          .bucket(settings.bucket())
                          .prefix(prefix)
                          .startAfter(after.isEmpty() ? null : after)
                          .overrideConfiguration(limit -> limit.apiCallTimeout(left)));
          List<String> keys = page.contents().stream().map(S3Object::key).toList();
          return new Keys(keys, Boolean.TRUE.equals(page.isTruncated()) && !keys.isEmpty());
        });
  }

  @Override
  public Optional<OffsetRange> range(String key, long start, CallDeadline deadline) {
    Duration left = deadline.left();
    return range(key, start, request -> request.overrideConfiguration(o -> o.apiCallTimeout(left)));
  }

  private Optional<OffsetRange> range(
      String key, long start, Consumer<HeadObjectRequest.Builder> options) {
    return S3Failure.call(
        name(key),
        () -> {
          try {
            return Optional.of(range(key, start, head(key, options)));
          } catch (S3Exception e) {
            if (e.statusCode() == 404) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  private HeadObjectResponse head(String key, Consumer<HeadObjectRequest.Builder> options) {
    Consumer<HeadObjectRequest.Builder> plain =
        request -> options.accept(request.bucket(settings.bucket()).key(key));
    try {
      return client.headObject(plain.andThen(headers::head));
    } catch (S3Exception e) {
      if (!refusesCustomerKey(e)) {
        throw e;
      }
      // S3 also refuses the key of an object that was stored without one.
      try {
        return client.headObject(plain);
      } catch (S3Exception withoutKey) {
        if (withoutKey.statusCode() == 404) {
          throw withoutKey;
        }
        throw S3Failure.classify(
            name(key)
                + " cannot be read with s3.sse.customer.key; if it was stored with another key, set"
                + " topics.dir to another folder",
            e);
      }
    }
  }

  private boolean refusesCustomerKey(S3Exception e) {
    return settings.object().customerKey().isPresent()
        && (e.statusCode() == 400 || e.statusCode() == 403);
  }

  @Override
  public Stored create(SealedFile file) {
    return S3Failure.call(
        name(file.key()),
        () -> {
          try {
            if (file.spool().size() <= settings.partSize()) {
              put(file);
            } else {
              putInParts(file);
            }
            tag(file);
            return new Created();
          } catch (S3Exception e) {
            if (e.statusCode() != 412) {
              throw e;
            }
            Optional<OffsetRange> winner = range(file.key(), file.range().start(), request -> {});
            // It may be this file, whose first answer was lost.
            winner.filter(file.range()::equals).ifPresent(range -> tag(file));
            return winner
                .<Stored>map(Conflict::new)
                .orElseThrow(
                    () ->
                        new RetriableException(
                            name(file.key())
                                + " existed and was deleted at once; the upload is retried"));
          }
        });
  }

  /** Sets tags that an object need not have. */
  private void tag(SealedFile file) {
    if (!headers.taggedLater()) {
      return;
    }
    try {
      client.putObjectTagging(
          request ->
              request
                  .bucket(settings.bucket())
                  .key(file.key())
                  .tagging(headers.tagging(file.range())));
    } catch (SdkException e) {
      LOG.warn(
          "{} is stored without its tags; the credentials need s3:PutObjectTagging: {}",
          name(file.key()),
          e.getMessage());
    }
  }

  private void put(SealedFile file) {
    client.putObject(
        request -> {
          request.bucket(settings.bucket()).key(file.key()).metadata(metadata(file.range()));
          request.ifNoneMatch(settings.conditional() ? "*" : null);
          headers.put(request, file.range());
        },
        body(file.spool(), 0, file.spool().size()));
  }

  private void putInParts(SealedFile file) {
    String upload =
        client
            .createMultipartUpload(
                request -> {
                  request.bucket(settings.bucket()).key(file.key());
                  request.metadata(metadata(file.range()));
                  headers.create(request, file.range());
                })
            .uploadId();
    try {
      List<CompletedPart> parts = new ArrayList<>();
      for (long at = 0; at < file.spool().size(); at += settings.partSize()) {
        parts.add(uploadPart(file, upload, parts.size() + 1, at));
      }
      client.completeMultipartUpload(
          request ->
              headers
                  .complete(request)
                  .bucket(settings.bucket())
                  .key(file.key())
                  .uploadId(upload)
                  .ifNoneMatch(settings.conditional() ? "*" : null)
                  .multipartUpload(completed -> completed.parts(parts)));
    } catch (SdkException e) {
      abort(file.key(), upload);
      throw e;
    }
  }

  private CompletedPart uploadPart(SealedFile file, String upload, int number, long at) {
    long length = Math.min(settings.partSize(), file.spool().size() - at);
    String etag =
        client
            .uploadPart(
                request ->
                    headers
                        .part(request)
                        .bucket(settings.bucket())
                        .key(file.key())
                        .uploadId(upload)
                        .partNumber(number),
                body(file.spool(), at, length))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  private void abort(String key, String upload) {
    try {
      client.abortMultipartUpload(
          request -> request.bucket(settings.bucket()).key(key).uploadId(upload));
    } catch (SdkException e) {
      LOG.warn(
          "The incomplete upload {} of {} could not be aborted; a lifecycle rule for incomplete"
              + " uploads removes it: {}",
          upload,
          name(key),
          e.getMessage());
    }
  }

  private static RequestBody body(Spool spool, long at, long length) {
    return RequestBody.fromContentProvider(
        ContentStreamProvider.fromInputStreamSupplier(stream(spool, at, length)),
        length,
        "application/octet-stream");
  }

  private static Supplier<InputStream> stream(Spool spool, long at, long length) {
    return () -> spool.input(at, length);
  }

  private static Map<String, String> metadata(OffsetRange range) {
    Map<String, String> metadata = new HashMap<>();
    metadata.put(END_OFFSET, Long.toString(range.end()));
    metadata.put(RECORD_COUNT, Long.toString(range.records()));
    if (range.timed()) {
      metadata.put(EARLIEST, Long.toString(range.earliest()));
      metadata.put(LATEST, Long.toString(range.latest()));
    }
    return metadata;
  }

  private OffsetRange range(String key, long start, HeadObjectResponse head) {
    Map<String, String> metadata = head.metadata();
    if (!metadata.containsKey(END_OFFSET)) {
      return OffsetRange.foreign(start, head.lastModified());
    }
    try {
      return new OffsetRange(
          start,
          Long.parseLong(metadata.get(END_OFFSET)),
          Long.parseLong(metadata.get(RECORD_COUNT)),
          Long.parseLong(metadata.getOrDefault(EARLIEST, Long.toString(Long.MIN_VALUE))),
          Long.parseLong(metadata.getOrDefault(LATEST, Long.toString(Long.MAX_VALUE))));
    } catch (NumberFormatException e) {
      throw new ConnectException(
          name(key)
              + " has the metadata "
              + metadata
              + ", in which end-offset and record-count must be numbers. Move the object, or set"
              + " topics.dir to another folder",
          e);
    }
  }

  @Override
  public Optional<OffsetRange> tagged(String key, OffsetRange range, CallDeadline deadline) {
    Duration left = deadline.left();
    try {
      return ObjectHeaders.range(
          client
              .getObjectTagging(
                  request ->
                      request
                          .bucket(settings.bucket())
                          .key(key)
                          .overrideConfiguration(limit -> limit.apiCallTimeout(left)))
              .tagSet(),
          range);
    } catch (SdkException e) {
      LOG.info(
          "The tags of {} cannot be read, so its records are counted: {}",
          name(key),
          e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public Spool content(String key, CallDeadline deadline) {
    Duration left = deadline.left();
    return S3Failure.call(
        name(key),
        () -> {
          Spool spool = new Spool();
          try (InputStream in = get(key, left);
              OutputStream out = spool.output()) {
            in.transferTo(out);
            return spool;
          } catch (IOException e) {
            spool.close();
            throw new RetriableException(name(key) + " could not be read: " + e.getMessage(), e);
          } catch (RuntimeException e) {
            spool.close();
            throw e;
          }
        });
  }

  private InputStream get(String key, Duration left) {
    Consumer<GetObjectRequest.Builder> plain =
        request ->
            request
                .bucket(settings.bucket())
                .key(key)
                .overrideConfiguration(limit -> limit.apiCallTimeout(left));
    try {
      return client.getObject(plain.andThen(headers::get));
    } catch (S3Exception e) {
      if (!refusesCustomerKey(e)) {
        throw e;
      }
      // As in head: the object was stored without a key.
      return client.getObject(plain);
    }
  }

  private String name(String key) {
    return "s3://" + settings.bucket() + "/" + key;
  }

  @Override
  public void close() {
    client.close();
    owned.forEach(OwnedCredentials::close);
  }
}
