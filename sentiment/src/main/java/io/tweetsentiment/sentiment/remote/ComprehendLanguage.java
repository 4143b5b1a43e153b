package io.tweetsentiment.sentiment.remote;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * X's language tags (BCP 47, with some withdrawn ones) as Comprehend's language codes.
 *
 * <p>Source: the LanguageCode values of BatchDetectSentiment, API version 2017-11-27.
 */
final class ComprehendLanguage {

  /** The codes that Comprehend scores. */
  static final Set<String> SUPPORTED =
      Set.of("en", "es", "fr", "de", "it", "pt", "ar", "hi", "ja", "ko", "zh", "zh-TW");

  /** No language was found, or none can be: empty posts, only hashtags, media or links. */
  private static final Set<String> UNDETERMINED =
      Set.of("", "und", "qam", "qct", "qht", "qme", "qst", "zxx", "art");

  private static final Map<String, String> TRADITIONAL =
      Map.of("zh-tw", "zh-TW", "zh-hk", "zh-TW", "zh-mo", "zh-TW", "zh-hant", "zh-TW");

  /** The code for tags without a language; absent leaves such tweets unscored. */
  private final Optional<String> undetermined;

  ComprehendLanguage(Optional<String> undetermined) {
    undetermined
        .filter(code -> !SUPPORTED.contains(code))
        .ifPresent(
            code -> {
              throw new IllegalArgumentException(
                  ComprehendEngine.DEFAULT_LANGUAGE
                      + " is '"
                      + code
                      + "'; it takes none or one of "
                      + String.join(", ", SUPPORTED.stream().sorted().toList())
                      + ".");
            });
    this.undetermined = undetermined;
  }

  /** The code of a tag; empty when Comprehend does not score the language. */
  Optional<String> of(String tag) {
    String lower = tag == null ? "" : tag.trim().toLowerCase(Locale.ROOT).replace('_', '-');
    if (UNDETERMINED.contains(lower)) {
      return undetermined;
    }
    String traditional = TRADITIONAL.get(lower);
    if (traditional != null) {
      return Optional.of(traditional);
    }
    int hyphen = lower.indexOf('-');
    String language = hyphen < 0 ? lower : lower.substring(0, hyphen);
    return Optional.of(language).filter(SUPPORTED::contains);
  }
}
