package io.tweetsentiment.sql.staging;

import io.tweetsentiment.sql.bucket.SinkBucket;
import java.util.List;
import java.util.stream.Collectors;

/** The list of objects that Redshift's COPY reads. */
final class Manifest {

  /**
   * One of the objects.
   *
   * @param bytes its size
   */
  record Entry(String key, long bytes) {}

  private Manifest() {}

  /** The manifest as JSON; COPY of Parquet requires the size of every object. */
  static String json(SinkBucket bucket, List<Entry> entries) {
    return entries.stream()
        .map(
            entry ->
                String.format(
                    "{\"url\":\"%s\",\"mandatory\":true,\"meta\":{\"content_length\":%d}}",
                    escape(bucket.address(entry.key())), entry.bytes()))
        .collect(Collectors.joining(",\n", "{\"entries\":[\n", "\n]}\n"));
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                escaped.append('\\').append((char) c);
              } else if (c < ' ') {
                escaped.append(String.format("\\u%04x", c));
              } else {
                escaped.append((char) c);
              }
            });
    return escaped.toString();
  }
}
