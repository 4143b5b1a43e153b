package io.tweetsentiment.sql.bucket;

import io.tweetsentiment.sql.log.LogThrottle;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The bucket that the sinks write to. */
public final class SinkBucket {

  private static final Logger LOG = LoggerFactory.getLogger(SinkBucket.class);

  private static final String NO_ETAG = "none-";

  private static final int FETCH_ATTEMPTS = 4;

  private static final String WRITTEN_AGAIN = "written again";

  private final S3Client s3;
  private final String bucket;
  private final String topicsDir;
  private final LogThrottle skipped;

  /** The greatest number of foreign objects that was reported, for each topic. */
  private final Map<String, Long> reportedForeign = new HashMap<>();

  private long listRequests;

  public SinkBucket(S3Client s3, String bucket, String topicsDir, Clock clock) {
    this.s3 = s3;
    this.bucket = bucket;
    this.topicsDir = topicsDir;
    this.skipped = new LogThrottle(clock);
  }

  /** Lists the Parquet and JSON objects of a topic in the order of their keys, a page at a time. */
  public void list(String topic, Consumer<List<SinkObject>> page) {
    long foreign = 0;
    String example = null;
    String prefix = ObjectName.prefix(topicsDir, topic);
    Pattern pattern = ObjectName.pattern(topicsDir, topic);
    for (ListObjectsV2Response response : pages(prefix, null)) {
      List<SinkObject> objects = objects(topic, pattern, response);
      foreign += response.contents().size() - objects.size();
      if (example == null) {
        example = firstForeign(response, pattern);
      }
      page.accept(objects);
    }
    if (foreign > reportedForeign.getOrDefault(topic, 0L)) {
      LOG.warn(
          "{} objects below s3://{}/{} do not have the key of a sink's Parquet or JSON object and are"
              + " ignored, for example {}. Move them elsewhere if they do not belong there.",
          foreign,
          bucket,
          prefix,
          example);
      reportedForeign.put(topic, foreign);
    }
  }

  /**
   * The folders of a topic, such as {@code dt=2020-10-21}, with one request for a thousand of them.
   *
   * @param page receives the objects that are in no folder
   */
  public NavigableSet<String> folders(String topic, Consumer<List<SinkObject>> page) {
    NavigableSet<String> folders = new TreeSet<>();
    String prefix = ObjectName.prefix(topicsDir, topic);
    Pattern pattern = ObjectName.pattern(topicsDir, topic);
    for (ListObjectsV2Response response : pages(prefix, "/")) {
      response
          .commonPrefixes()
          .forEach(
              folder ->
                  folders.add(
                      folder.prefix().substring(prefix.length(), folder.prefix().length() - 1)));
      page.accept(objects(topic, pattern, response));
    }
    return folders;
  }

  /** Lists the objects of one folder of a topic. */
  public void list(String topic, String folder, Consumer<List<SinkObject>> page) {
    Pattern pattern = ObjectName.pattern(topicsDir, topic);
    for (ListObjectsV2Response response :
        pages(ObjectName.prefix(topicsDir, topic) + folder + "/", null)) {
      page.accept(objects(topic, pattern, response));
    }
  }

  /** All keys with a prefix. */
  public List<String> keys(String prefix) {
    List<String> keys = new ArrayList<>();
    for (ListObjectsV2Response response : pages(prefix, null)) {
      response.contents().forEach(object -> keys.add(object.key()));
    }
    return keys;
  }

  /** The content of a small object as text. */
  public String text(String key) {
    return s3.getObject(request -> request.bucket(bucket).key(key), ResponseTransformer.toBytes())
        .asUtf8String();
  }

  /** Number of list requests so far. */
  public long listRequests() {
    return listRequests;
  }

  private Iterable<ListObjectsV2Response> pages(String prefix, String delimiter) {
    Iterable<ListObjectsV2Response> all =
        s3.listObjectsV2Paginator(
            request -> request.bucket(bucket).prefix(prefix).delimiter(delimiter));
    return () -> {
      Iterator<ListObjectsV2Response> pages = all.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return pages.hasNext();
        }

        @Override
        public ListObjectsV2Response next() {
          listRequests++;
          return pages.next();
        }
      };
    };
  }

  private static List<SinkObject> objects(
      String topic, Pattern pattern, ListObjectsV2Response response) {
    return response.contents().stream()
        .flatMap(
            object ->
                ObjectName.parse(pattern, topic, object.key()).stream()
                    .map(
                        name -> new SinkObject(object.key(), version(object), object.size(), name)))
        .toList();
  }

  private static String firstForeign(ListObjectsV2Response response, Pattern pattern) {
    return response.contents().stream()
        .map(S3Object::key)
        .filter(key -> !pattern.matcher(key).matches())
        .findFirst()
        .orElse(null);
  }

  /** An S3 server on a local folder has no ETag for a file that was copied into the folder. */
  private static String version(S3Object object) {
    return object.eTag() != null
        ? object.eTag()
        : NO_ETAG + object.size() + "-" + object.lastModified().toEpochMilli();
  }

  private static String ifMatch(SinkObject object) {
    return object.etag().startsWith(NO_ETAG) ? null : object.etag();
  }

  /**
   * The content of exactly the version that was listed, in memory up to {@code mostInMemory} bytes
   * and otherwise in a file of the spool; absent when that version no longer exists.
   *
   * @throws SpoolException when the spool cannot be written
   */
  public Optional<FetchedObject> fetch(SinkObject object, Spool spool, long mostInMemory) {
    try {
      return object.bytes() <= mostInMemory
          ? Optional.of(fetchSmall(object))
          : fetchLarge(object, spool);
    } catch (S3Exception e) {
      warnIfChanged(object, e);
      return Optional.empty();
    }
  }

  /**
   * The whole content of exactly the version that was listed, in memory; absent when that version
   * no longer exists.
   */
  public Optional<ObjectContent> fetch(SinkObject object) {
    try {
      ResponseBytes<GetObjectResponse> response =
          s3.getObject(request(object, 0), ResponseTransformer.toBytes());
      return Optional.of(
          new ObjectContent(response.asByteArrayUnsafe(), response.response().metadata()));
    } catch (S3Exception e) {
      warnIfChanged(object, e);
      return Optional.empty();
    }
  }

  private FetchedObject fetchSmall(SinkObject object) {
    ResponseBytes<GetObjectResponse> response =
        s3.getObject(request(object, 0), ResponseTransformer.toBytes());
    return new FetchedObject(
        new MemoryContent(response.asByteArrayUnsafe()), response.response().metadata());
  }

  private Optional<FetchedObject> fetchLarge(SinkObject object, Spool spool) {
    Spool.SpoolFile file = spool.newFile();
    try {
      Map<String, String> metadata = download(object, file);
      if (file.length() == object.bytes()) {
        return Optional.of(new FetchedObject(file, metadata));
      }
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
    // Only a server without ETags gives another version than the one that was listed.
    file.close();
    warnChanged(object, WRITTEN_AGAIN);
    return Optional.empty();
  }

  /**
   * A connection that breaks is opened again where it broke. Returns the metadata of the object.
   */
  private Map<String, String> download(SinkObject object, Spool.SpoolFile file) {
    GetObjectResponse before = null;
    IOException broken = null;
    for (int attempt = 1; attempt <= FETCH_ATTEMPTS; attempt++) {
      try (ResponseInputStream<GetObjectResponse> in =
          s3.getObject(request(object, file.length()))) {
        GetObjectResponse response = in.response();
        boolean isRest = file.length() > 0 && response.contentRange() != null;
        if (!isRest) {
          // A server that knows no ranges starts again at the first byte.
          file.clear();
        } else if (!isSameVersion(before, response)) {
          in.abort();
          file.clear();
          continue;
        }
        before = response;
        file.append(in);
        return response.metadata();
      } catch (IOException e) {
        broken = e;
        if (before != null && file.length() == object.bytes()) {
          return before.metadata();
        }
      }
    }
    throw SdkClientException.create(
        "the connection broke " + FETCH_ATTEMPTS + " times in " + object.key(), broken);
  }

  private static boolean isSameVersion(GetObjectResponse one, GetObjectResponse other) {
    return Objects.equals(one.eTag(), other.eTag())
        && Objects.equals(one.lastModified(), other.lastModified());
  }

  private GetObjectRequest request(SinkObject object, long from) {
    return GetObjectRequest.builder()
        .bucket(bucket)
        .key(object.key())
        .ifMatch(ifMatch(object))
        .range(from == 0 ? null : "bytes=" + from + "-")
        .build();
  }

  /**
   * The user metadata of the version that was listed; absent when that version no longer exists.
   */
  public Optional<Map<String, String>> metadata(SinkObject object) {
    try {
      return Optional.of(
          s3.headObject(
                  request -> request.bucket(bucket).key(object.key()).ifMatch(ifMatch(object)))
              .metadata());
    } catch (S3Exception e) {
      warnIfChanged(object, e);
      return Optional.empty();
    }
  }

  private void warnIfChanged(SinkObject object, S3Exception e) {
    if (e.statusCode() != 412 && e.statusCode() != 404) {
      throw e;
    }
    warnChanged(object, e.statusCode() == 404 ? "removed" : WRITTEN_AGAIN);
  }

  private void warnChanged(SinkObject object, String what) {
    if (skipped.isDue(object.key(), what)) {
      LOG.warn(
          "{} is skipped in this pass: it was {} after it was listed", address(object.key()), what);
    }
  }

  /** Address of an object in the form that COPY expects. */
  public String address(String key) {
    return "s3://" + bucket + "/" + key;
  }

  public void put(String key, String json) {
    s3.putObject(
        request -> request.bucket(bucket).key(key).contentType("application/json"),
        RequestBody.fromString(json));
  }

  /** Uploads a content. */
  public void put(String key, Content content) {
    s3.putObject(
        request -> request.bucket(bucket).key(key),
        RequestBody.fromContentProvider(
            () -> content.stream(0), content.length(), "application/octet-stream"));
  }

  public void delete(String key) {
    s3.deleteObject(request -> request.bucket(bucket).key(key));
  }
}
