package io.tweetsentiment.sentiment.local;

import io.tweetsentiment.sentiment.LanguageTag;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which tweets an engine in the JVM scores, by the language that X detected. Threading: immutable.
 *
 * <p>X's tags for posts without words (only links, hashtags, media, short text) say nothing against
 * a language, so those posts are scored, as are posts without a tag.
 */
public final class ScoredLanguages {

  private static final String ALL = "all";
  private static final String ROUTE = "any";

  private final boolean all;
  private final Set<String> languages;

  /** Scores these languages: tags such as {@code en} or {@code zh-TW}, or {@code all}. */
  public ScoredLanguages(List<String> languages) {
    this.languages =
        Set.copyOf(languages.stream().map(tag -> tag.toLowerCase(Locale.ROOT)).toList());
    this.all = this.languages.contains(ALL);
  }

  /** One route for all that is scored; empty for what is not. */
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
