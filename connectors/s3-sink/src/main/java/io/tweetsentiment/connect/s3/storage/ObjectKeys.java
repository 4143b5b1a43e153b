package io.tweetsentiment.connect.s3.storage;

import java.util.OptionalLong;

/**
 * Builds and reads object keys: {@code <topics.dir>/<topic>/<partition path>/<topic>+<kafka
 * partition>+<start offset><extension>}. Pure.
 *
 * @param topicsDir the first folder
 * @param directoryDelim separator between folders
 * @param fileDelim separator between the parts of the file name
 * @param padWidth minimum number of digits of the start offset, which is padded with zeros
 * @param extension the extension, including the dot
 */
public record ObjectKeys(
    String topicsDir, String directoryDelim, String fileDelim, int padWidth, String extension) {

  public String key(PartitionPath path, int kafkaPartition, long startOffset) {
    return prefix(path, kafkaPartition) + padded(startOffset) + extension;
  }

  /** The common prefix of the keys of all objects of one Kafka partition at one path. */
  String prefix(PartitionPath path, int kafkaPartition) {
    StringBuilder prefix = new StringBuilder();
    for (String folder : new String[] {topicsDir, path.topic(), path.path()}) {
      if (!folder.isEmpty()) {
        prefix.append(folder).append(directoryDelim);
      }
    }
    return prefix
        .append(path.topic())
        .append(fileDelim)
        .append(kafkaPartition)
        .append(fileDelim)
        .toString();
  }

  /**
   * Reads the start offset from a key with a prefix; empty if the key was not built by this class.
   */
  OptionalLong startOffset(String prefix, String key) {
    if (!key.startsWith(prefix) || !key.endsWith(extension)) {
      return OptionalLong.empty();
    }
    int end = key.length() - extension.length();
    if (end <= prefix.length()) {
      return OptionalLong.empty();
    }
    String digits = key.substring(prefix.length(), end);
    try {
      long offset = Long.parseLong(digits);
      return padded(offset).equals(digits) ? OptionalLong.of(offset) : OptionalLong.empty();
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private String padded(long offset) {
    String digits = Long.toString(offset);
    return "0".repeat(Math.max(0, padWidth - digits.length())) + digits;
  }
}
