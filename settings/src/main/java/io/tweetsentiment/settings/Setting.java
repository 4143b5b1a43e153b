package io.tweetsentiment.settings;

import static java.util.Objects.requireNonNull;

/**
 * One key that a part of the pipeline knows.
 *
 * @param key name in the properties file, words separated by dots or hyphens
 * @param defaultValue value if the key is not set; null when the key has no default
 * @param required whether the part cannot start without a value
 * @param doc one sentence for the table in the documentation, with the unit
 */
public record Setting(String key, String defaultValue, boolean required, String doc) {

  public Setting {
    requireNonNull(key, "key");
    requireNonNull(doc, "doc");
  }

  /** A key that must have a value before the part can start. */
  public static Setting required(String key, String doc) {
    return new Setting(key, null, true, doc);
  }

  /** A key without a default that may be absent. */
  public static Setting optional(String key, String doc) {
    return new Setting(key, null, false, doc);
  }

  /** A key with a default. */
  public static Setting of(String key, String defaultValue, String doc) {
    return new Setting(key, requireNonNull(defaultValue, key), false, doc);
  }

  /** The row of this key in the table of a README: key, default, meaning. */
  public String tableRow() {
    String value = defaultValue == null ? "" : "`" + defaultValue + "` ";
    return "| `" + key + "` | " + (required ? "(required) " : value) + "| " + doc + " |";
  }
}
