package io.tweetsentiment.sentiment.remote;

import io.tweetsentiment.sentiment.LanguageTag;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Maps X's language tags (BCP 47, including some withdrawn ones) to Comprehend's language codes.
 *
 * <p>Source: the LanguageCode values of BatchDetectSentiment, API version 2017-11-27.
 */
final class ComprehendLanguage {

  /** The codes that Comprehend scores. */
  static final Set<String> SUPPORTED =
      Set.of("en", "es", "fr", "de", "it", "pt", "ar", "hi", "ja", "ko", "zh", "zh-TW");

  private static final Map<String, String> TRADITIONAL =
      Map.of("zh-tw", "zh-TW", "zh-hk", "zh-TW", "zh-mo", "zh-TW", "zh-hant", "zh-TW");

  /** The code for tags without a language; when it is empty, such tweets stay unscored. */
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
    LanguageTag detected = LanguageTag.of(tag);
    if (detected.isUndetermined()) {
      return undetermined;
    }
    String traditional = TRADITIONAL.get(detected.text());
    if (traditional != null) {
      return Optional.of(traditional);
    }
    return Optional.of(detected.language()).filter(SUPPORTED::contains);
  }
}
