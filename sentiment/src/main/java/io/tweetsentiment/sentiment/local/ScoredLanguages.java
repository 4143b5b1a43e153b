package io.tweetsentiment.sentiment.local;

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

  private static final Set<String> UNDETERMINED =
      Set.of("", "und", "qam", "qct", "qht", "qme", "qst", "zxx", "art");

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
    String tag = lang == null ? "" : lang.trim().toLowerCase(Locale.ROOT).replace('_', '-');
    int hyphen = tag.indexOf('-');
    String language = hyphen < 0 ? tag : tag.substring(0, hyphen);
    boolean scored =
        all
            || UNDETERMINED.contains(tag)
            || languages.contains(tag)
            || languages.contains(language);
    return scored ? Optional.of(ROUTE) : Optional.empty();
  }
}
