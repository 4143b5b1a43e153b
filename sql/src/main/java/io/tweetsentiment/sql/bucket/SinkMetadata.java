package io.tweetsentiment.sql.bucket;

import java.util.Map;
import java.util.OptionalLong;

/** Reads the user metadata that the sink writes with an object. */
public final class SinkMetadata {

  private SinkMetadata() {}

  public static OptionalLong endOffset(Map<String, String> metadata) {
    return number(metadata, "end-offset");
  }

  public static OptionalLong records(Map<String, String> metadata) {
    return number(metadata, "record-count");
  }

  private static OptionalLong number(Map<String, String> metadata, String name) {
    String text = metadata.getOrDefault(name, "");
    return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }
}
