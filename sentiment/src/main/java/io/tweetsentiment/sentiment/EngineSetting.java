package io.tweetsentiment.sentiment;

import static java.util.Objects.requireNonNull;

/**
 * One key that an engine knows.
 *
 * @param key name, words separated by dots
 * @param defaultValue value when nothing is set; null when there is none
 * @param doc one sentence for the documentation, with the unit
 */
public record EngineSetting(String key, String defaultValue, String doc) {

  public EngineSetting {
    requireNonNull(key, "key");
    requireNonNull(doc, "doc");
  }
}
