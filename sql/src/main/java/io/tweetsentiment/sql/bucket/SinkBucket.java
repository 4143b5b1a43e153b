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
  private final LogThrottle leftOut;

  /**
   * Most foreign objects of each topic that were told, topics apart: passes go from one to another.
   */
  private final Map<String, Long> toldForeign = new HashMap<>();

  public SinkBucket(S3Client s3, String bucket, String topicsDir, Clock clock) {
    this.s3 = s3;
    this.bucket = bucket;
    this.topicsDir = topicsDir;
    this.leftOut = new LogThrottle(clock);
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
    if (foreign > toldForeign.getOrDefault(topic, 0L)) {
      LOG.warn(
          "{} objects below s3://{}/{} are not named as a sink names its Parquet; they are left"
              + " alone, {} for instance. Move them elsewhere if they are not meant to be there.",
          foreign,
          bucket,
          prefix,
          example);
      toldForeign.put(topic, foreign);
    }
  }

  private static String firstForeign(ListObjectsV2Response response, Pattern pattern) {
    return response.contents().stream()
        .map(S3Object::key)
        .filter(key -> !pattern.matcher(key).matches())
        .findFirst()
        .orElse(null);
  }

  /** A store on a folder has no ETag for a file that was put there without it. */
  private static String version(S3Object object) {
    return object.eTag() != null
        ? object.eTag()
        : NO_ETAG + object.size() + "-" + object.lastModified().toEpochMilli();
  }

  private static String ifMatch(SinkObject object) {
    return object.etag().startsWith(NO_ETAG) ? null : object.etag();
  }

  /** The bytes of exactly the version that was listed; absent when that is no longer there. */
  public Optional<ObjectContent> fetch(SinkObject object) {
    try {
      ResponseBytes<GetObjectResponse> response =
          s3.getObject(
              request -> request.bucket(bucket).key(object.key()).ifMatch(ifMatch(object)),
              ResponseTransformer.toBytes());
      return Optional.of(
          new ObjectContent(response.asByteArrayUnsafe(), response.response().metadata()));
    } catch (S3Exception e) {
      warnUnlessThere(object, e);
      return Optional.empty();
    }
  }

  /** The user metadata of the version that was listed; absent when that is no longer there. */
  public Optional<Map<String, String>> metadata(SinkObject object) {
    try {
      return Optional.of(
          s3.headObject(
                  request -> request.bucket(bucket).key(object.key()).ifMatch(ifMatch(object)))
              .metadata());
    } catch (S3Exception e) {
      warnUnlessThere(object, e);
      return Optional.empty();
    }
  }

  private void warnUnlessThere(SinkObject object, S3Exception e) {
    if (e.statusCode() != 412 && e.statusCode() != 404) {
      throw e;
    }
    String what = e.statusCode() == 404 ? "removed" : "written again";
    if (leftOut.isDue(object.key(), what)) {
      LOG.warn(
          "{} is left out of this pass: it was {} after it was listed",
          address(object.key()),
          what);
    }
  }

  /** Address of an object as COPY takes it. */
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
