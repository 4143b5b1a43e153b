package io.tweetsentiment.sql;

import java.util.Map;
import java.util.OptionalLong;

/** What the sink notes beside an object. */
final class SinkMetadata {

  private SinkMetadata() {}

  static OptionalLong endOffset(Map<String, String> metadata) {
    return number(metadata, "end-offset");
  }

  static OptionalLong records(Map<String, String> metadata) {
    return number(metadata, "record-count");
  }

  private static OptionalLong number(Map<String, String> metadata, String name) {
    String text = metadata.getOrDefault(name, "");
    return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }
}
