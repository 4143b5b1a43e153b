package io.tweetsentiment.sentiment.local;

import io.tweetsentiment.sentiment.LanguageTag;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which tweets an in-process engine scores, by the language that X detected. Threading:
 * immutable.
 *
 * <p>Posts without a tag, and posts whose tag says that they have no words (only links, hashtags,
 * media, short text), are always scored.
 */
public final class ScoredLanguages {

  private static final String ALL = "all";
  private static final String ROUTE = "any";

  private final boolean all;
  private final Set<String> languages;

  /**
   * Scores some languages.
   *
   * @param languages tags such as {@code en} or {@code zh-TW}, or {@code all}
   */
  public ScoredLanguages(List<String> languages) {
    this.languages =
        Set.copyOf(languages.stream().map(tag -> tag.toLowerCase(Locale.ROOT)).toList());
    this.all = this.languages.contains(ALL);
  }

  /** The same route for every language that is scored; empty for the others. */
  public Optional<String> route(String lang) {
    LanguageTag tag = LanguageTag.of(lang);
    boolean scored =
        all
            || tag.isUndetermined()
            || languages.contains(tag.text())
            || languages.contains(tag.language());
    return scored ? Optional.of(ROUTE) : Optional.empty();
  }
}
