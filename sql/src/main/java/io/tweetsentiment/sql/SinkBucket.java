package io.tweetsentiment.sql;

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

/** The bucket that the sinks write to. */
final class SinkBucket {

  private static final Logger LOG = LoggerFactory.getLogger(SinkBucket.class);

  private final S3Client s3;
  private final String bucket;
  private final String topicsDir;
  private long lastForeign;

  SinkBucket(S3Client s3, String bucket, String topicsDir) {
    this.s3 = s3;
    this.bucket = bucket;
    this.topicsDir = topicsDir;
  }

  /** Lists the Parquet objects of a topic in the order of their keys, a page at a time. */
  void list(String topic, Consumer<List<SinkObject>> page) {
    long foreign = 0;
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
                                  new SinkObject(object.key(), object.eTag(), object.size(), name)))
              .toList();
      foreign += response.contents().size() - objects.size();
      page.accept(objects);
    }
    if (foreign > lastForeign) {
      LOG.warn("{} objects below s3://{}/{} are no Parquet of a sink", foreign, bucket, prefix);
    }
    lastForeign = foreign;
  }

  /** The bytes of exactly the version that was listed; absent when that is no longer there. */
  Optional<byte[]> fetch(SinkObject object) {
    try {
      ResponseBytes<GetObjectResponse> response =
          s3.getObject(
              request -> request.bucket(bucket).key(object.key()).ifMatch(object.etag()),
              ResponseTransformer.toBytes());
      return Optional.of(response.asByteArrayUnsafe());
    } catch (S3Exception e) {
      warnUnlessThere(object, e);
      return Optional.empty();
    }
  }

  /** The user metadata of the version that was listed; absent when that is no longer there. */
  Optional<Map<String, String>> metadata(SinkObject object) {
    try {
      return Optional.of(
          s3.headObject(request -> request.bucket(bucket).key(object.key()).ifMatch(object.etag()))
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
    LOG.warn(
        "{} is left out: it was {} after it was listed",
        address(object.key()),
        e.statusCode() == 404 ? "removed" : "written again");
  }

  /** Address of an object as COPY takes it. */
  String address(String key) {
    return "s3://" + bucket + "/" + key;
  }

  void put(String key, String json) {
    s3.putObject(
        request -> request.bucket(bucket).key(key).contentType("application/json"),
        RequestBody.fromString(json));
  }

  void delete(String key) {
    s3.deleteObject(request -> request.bucket(bucket).key(key));
  }
}
