package io.tweetsentiment.connect.s3.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.OptionalLong;
import org.apache.kafka.connect.errors.DataException;

/**
 * Builds and reads object keys: {@code <topics.dir>/<topic>/<partition path>/<original
 * topic>+<kafka partition>+<start offset><extension>}. The folder is that of the topic that a
 * transformation routed the records to; without such a transformation, both topics are the same.
 * Pure.
 *
 * @param topicsDir the first folder
 * @param directoryDelim separator between folders
 * @param fileDelim separator between the parts of the file name
 * @param padWidth minimum number of digits of the start offset, which is padded with zeros
 * @param extension the extension, including the dot
 */
public record ObjectKeys(
    String topicsDir, String directoryDelim, String fileDelim, int padWidth, String extension) {

  /** Maximum length of a key in S3. */
  private static final int LONGEST = 1024;

  /** Exponent of the greatest power of ten that is a long. */
  private static final int LONGEST_POWER = 18;

  public String key(PartitionPath path, Origin origin, long startOffset) {
    return prefix(path, origin) + padded(startOffset) + extension;
  }

  /**
   * Checks that objects can have this path.
   *
   * @throws DataException if a key would be too long for S3, leave its folder or contain a
   *     character that is not safe in a key
   */
  public void requireSafe(PartitionPath path, Origin origin) {
    String key = key(path, origin, Long.MAX_VALUE);
    int bytes = key.getBytes(UTF_8).length;
    if (bytes > LONGEST) {
      throw new DataException(
          "The object key would have up to "
              + bytes
              + " bytes, but S3 allows "
              + LONGEST
              + "; it begins with "
              + key.substring(0, 100));
    }
    key.codePoints()
        .filter(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)
        .findFirst()
        .ifPresent(
            c -> {
              throw new DataException(
                  String.format("The object key would contain the character U+%04X", c));
            });
    for (String folder : key.split("[/\\\\]", -1)) {
      if (folder.equals(".") || folder.equals("..")) {
        throw new DataException("The object key would contain the folder '" + folder + "'");
      }
    }
  }

  /** The common prefix of the keys of all objects of one origin at one path. */
  String prefix(PartitionPath path, Origin origin) {
    StringBuilder prefix = new StringBuilder();
    for (String folder : new String[] {topicsDir, path.topic(), path.path()}) {
      if (!folder.isEmpty()) {
        prefix.append(folder).append(directoryDelim);
      }
    }
    return prefix
        .append(origin.topic())
        .append(fileDelim)
        .append(origin.partition())
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
    if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return OptionalLong.empty();
    }
    try {
      long offset = Long.parseLong(digits);
      return padded(offset).equals(digits) ? OptionalLong.of(offset) : OptionalLong.empty();
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /**
   * Returns the offset below which all keys of a prefix are in the order of their offsets: from it
   * on, offsets have more digits than they are padded to.
   */
  long ordered() {
    return padWidth > LONGEST_POWER ? Long.MAX_VALUE : (long) Math.pow(10, padWidth);
  }

  /** Returns a text that is before all keys from an offset on, and after those before it. */
  String marker(String prefix, long offset) {
    return prefix + padded(offset);
  }

  /**
   * Returns the greatest offset whose key is listed up to a key, which another connector may have
   * written; -1 if the key does not tell.
   */
  long reach(String prefix, String last) {
    String rest = last.substring(prefix.length());
    if (!rest.isEmpty() && rest.charAt(0) > '9') {
      return Long.MAX_VALUE;
    }
    int digits = 0;
    while (digits < rest.length() && rest.charAt(digits) >= '0' && rest.charAt(digits) <= '9') {
      digits++;
    }
    if (digits < padWidth) {
      return -1;
    }
    long offset = Long.parseLong(rest, 0, padWidth, 10);
    // A key of the same offset and another extension can be before the key of this format.
    return digits > padWidth || startOffset(prefix, last).isPresent() ? offset : offset - 1;
  }

  private String padded(long offset) {
    String digits = Long.toString(offset);
    return "0".repeat(Math.max(0, padWidth - digits.length())) + digits;
  }
}
