package io.tweetsentiment.sql.bucket;

import java.util.Map;

/**
 * The content of an object and its metadata, as read from S3.
 *
 * @param content its bytes; the caller closes them
 * @param metadata user metadata, which its writer set
 */
public record FetchedObject(Content content, Map<String, String> metadata)
    implements AutoCloseable {

  @Override
  public void close() {
    content.close();
  }
}
