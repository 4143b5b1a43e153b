package io.tweetsentiment.sql.bucket;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of the key of a sink's object: {@code
 * <topicsDir>/<topic>/<path>/<topic>+<partition>+<startOffset>.<extension>}.
 *
 * @param path the partition path, for instance {@code dt=2020-10-21}
 */
public record ObjectName(String topic, String path, int partition, long startOffset) {

  /** The pattern that the keys of a topic's Parquet and JSON objects match. */
  static Pattern pattern(String topicsDir, String topic) {
    return Pattern.compile(
        Pattern.quote(prefix(topicsDir, topic))
            + "(?:(.+)/)?"
            + Pattern.quote(topic)
            + "\\+(\\d{1,9})\\+(\\d{1,18})\\.(?:(?:[a-z0-9_]+\\.)?parquet|json(?:\\.gz)?)");
  }

  /** The name of an object of a topic; absent when its key does not match. */
  static Optional<ObjectName> parse(Pattern pattern, String topic, String key) {
    Matcher matcher = pattern.matcher(key);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new ObjectName(
            topic,
            matcher.group(1) == null ? "" : matcher.group(1),
            Integer.parseInt(matcher.group(2)),
            Long.parseLong(matcher.group(3))));
  }

  /** The first folder of the partition path; empty when there is none. */
  public String folder() {
    int end = path.indexOf('/');
    return end < 0 ? path : path.substring(0, end);
  }

  /** The prefix of all keys of a topic. */
  public static String prefix(String topicsDir, String topic) {
    return topicsDir.isEmpty() ? topic + "/" : topicsDir + "/" + topic + "/";
  }
}
