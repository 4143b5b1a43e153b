package io.tweetsentiment.sql;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the key of a sink's object says: {@code
 * <topicsDir>/<topic>/<path>/<topic>+<partition>+<startOffset>.<extension>}.
 *
 * @param path the partition path, for instance {@code dt=2020-10-21}
 */
record ObjectName(String topic, String path, int partition, long startOffset) {

  /** The name of a Parquet object of a topic; absent when the key is none. */
  static Optional<ObjectName> parse(String topicsDir, String topic, String key) {
    String name = Pattern.quote(topic);
    Matcher matcher =
        Pattern.compile(
                Pattern.quote(prefix(topicsDir, topic))
                    + "(?:(.+)/)?"
                    + name
                    + "\\+(\\d{1,9})\\+(\\d{1,18})\\.(?:[a-z]+\\.)?parquet")
            .matcher(key);
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

  /** What all keys of a topic start with. */
  static String prefix(String topicsDir, String topic) {
    return topicsDir.isEmpty() ? topic + "/" : topicsDir + "/" + topic + "/";
  }
}
