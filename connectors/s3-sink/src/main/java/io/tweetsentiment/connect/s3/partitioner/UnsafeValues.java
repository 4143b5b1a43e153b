package io.tweetsentiment.connect.s3.partitioner;

/** What happens to a record whose field has a value that cannot be a folder name. */
public enum UnsafeValues {
  /** The record is reported as an errant record. */
  FAIL,
  /**
   * The characters are escaped as Hive and Spark escape them in the names of partitions: {@code
   * %2F}.
   */
  ESCAPE,
  /**
   * The value is used as it is, as Confluent's sink does: {@code null} for a null, and a folder for
   * each slash.
   */
  KEEP;

  /** The folder of a null or an empty text, as in Hive. */
  private static final String NOTHING = "__HIVE_DEFAULT_PARTITION__";

  private static final String ESCAPED = "\"#%'*/:=?\\{}[]^";

  static boolean isSafe(String text, String delimiter) {
    return !text.isEmpty()
        && !text.equals(".")
        && !text.equals("..")
        && !text.contains("/")
        && !text.contains(delimiter)
        && text.chars().noneMatch(Character::isISOControl);
  }

  static String escape(String text, String delimiter) {
    if (text.isEmpty()) {
      return NOTHING;
    }
    boolean dots = text.equals(".") || text.equals("..");
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (dots
          || Character.isISOControl(c)
          || ESCAPED.indexOf(c) >= 0
          || delimiter.indexOf(c) >= 0) {
        escaped.append(String.format("%%%02X", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
