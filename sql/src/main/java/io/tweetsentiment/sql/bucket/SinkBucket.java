package io.tweetsentiment.sql.bucket;

import io.tweetsentiment.sql.log.LogThrottle;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The bucket that the sinks write to. */
public final class SinkBucket {

  private static final Logger LOG = LoggerFactory.getLogger(SinkBucket.class);

  private static final String NO_ETAG = "none-";

  private final S3Client s3;
  private final String bucket;
  private final String topicsDir;
  private final LogThrottle skipped;

  /** The greatest number of foreign objects that was reported, for each topic. */
  private final Map<String, Long> reportedForeign = new HashMap<>();

  public SinkBucket(S3Client s3, String bucket, String topicsDir, Clock clock) {
    this.s3 = s3;
    this.bucket = bucket;
    this.topicsDir = topicsDir;
    this.skipped = new LogThrottle(clock);
  }

  /** Lists the Parquet objects of a topic in the order of their keys, a page at a time. */
  public void list(String topic, Consumer<List<SinkObject>> page) {
    long foreign = 0;
    String example = null;
    String prefix = ObjectName.prefix(topicsDir, topic);
    Pattern pattern = ObjectName.pattern(topicsDir, topic);
    for (ListObjectsV2Response response :
        s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))) {
      List<SinkObject> objects =
          response.contents().stream()
              .flatMap(
                  object ->
                      ObjectName.parse(pattern, topic, object.key()).stream()
                          .map(
                              name ->
                                  new SinkObject(
                                      object.key(), version(object), object.size(), name)))
              .toList();
      foreign += response.contents().size() - objects.size();
      if (example == null) {
        example = firstForeign(response, pattern);
      }
      page.accept(objects);
    }
    if (foreign > reportedForeign.getOrDefault(topic, 0L)) {
      LOG.warn(
          "{} objects below s3://{}/{} do not have the key of a sink's Parquet object and are"
              + " ignored, for example {}. Move them elsewhere if they do not belong there.",
          foreign,
          bucket,
          prefix,
          example);
      reportedForeign.put(topic, foreign);
    }
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
   * The content of exactly the version that was listed; absent when that version no longer exists.
   */
  public Optional<ObjectContent> fetch(SinkObject object) {
    try {
      ResponseBytes<GetObjectResponse> response =
          s3.getObject(
              request -> request.bucket(bucket).key(object.key()).ifMatch(ifMatch(object)),
              ResponseTransformer.toBytes());
      return Optional.of(
          new ObjectContent(response.asByteArrayUnsafe(), response.response().metadata()));
    } catch (S3Exception e) {
      warnIfChanged(object, e);
      return Optional.empty();
    }
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
    String what = e.statusCode() == 404 ? "removed" : "written again";
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

  public void delete(String key) {
    s3.deleteObject(request -> request.bucket(bucket).key(key));
  }
}
