package io.tweetsentiment.sql.staging;

import io.tweetsentiment.sql.bucket.SinkBucket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** The objects that exist only while a batch is copied. */
final class TemporaryObjects implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TemporaryObjects.class);

  private final SinkBucket bucket;
  private final String place;
  private final List<String> keys = new ArrayList<>();

  TemporaryObjects(SinkBucket bucket, String prefix) {
    this.bucket = bucket;
    this.place = prefix + "/" + UUID.randomUUID();
  }

  /** A key for rows. It is deleted in any case, because a put that failed may have been stored. */
  String rowsKey() {
    return noted(place + "-" + keys.size() + ".parquet");
  }

  /** The key for the manifest of the batch, deleted as the others. */
  String manifestKey() {
    return noted(place + ".manifest");
  }

  private String noted(String key) {
    keys.add(key);
    return key;
  }

  /** Deletes all of them. One that stays does not undo a batch that is copied. */
  @Override
  public void close() {
    for (String key : keys) {
      try {
        bucket.delete(key);
      } catch (SdkException e) {
        LOG.warn(
            "The temporary object {} cannot be deleted: {}. It may hold copies of rows: delete it,"
                + " and allow the loader s3:DeleteObject there.",
            bucket.address(key),
            e.getMessage());
      }
    }
  }
}
