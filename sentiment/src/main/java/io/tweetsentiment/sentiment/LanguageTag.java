package io.tweetsentiment.sentiment;

import java.util.Locale;
import java.util.Set;

/**
 * A language as X detected it.
 *
 * @param text the tag in lower case, with hyphens; empty when X gave none
 */
public record LanguageTag(String text) {

  /** Tags of posts without a detectable language: empty, or only hashtags, media or links. */
  private static final Set<String> UNDETERMINED =
      Set.of("", "und", "qam", "qct", "qht", "qme", "qst", "zxx", "art");

  /** The tag of a tweet; null means that X gave none. */
  public static LanguageTag of(String lang) {
    return new LanguageTag(
        lang == null ? "" : lang.trim().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /** Whether the tag says nothing about the language. */
  public boolean isUndetermined() {
    return UNDETERMINED.contains(text);
  }

  /** The tag without its script and region. */
  public String language() {
    int hyphen = text.indexOf('-');
    return hyphen < 0 ? text : text.substring(0, hyphen);
  }
}
