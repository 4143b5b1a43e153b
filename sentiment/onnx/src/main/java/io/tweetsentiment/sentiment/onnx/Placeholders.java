package io.tweetsentiment.sentiment.onnx;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces mentions and links by the words that a model was trained with.
 *
 * @param mention replaces each mention; when empty, mentions are kept
 * @param link replaces each link; when empty, links are kept
 */
record Placeholders(Optional<String> mention, Optional<String> link) {

  private static final Pattern MENTION = Pattern.compile("(?<![\\w@])@\\w+");
  private static final Pattern LINK = Pattern.compile("https?://\\S+");

  String apply(String text) {
    return replace(MENTION, mention, replace(LINK, link, text));
  }

  private static String replace(Pattern pattern, Optional<String> placeholder, String text) {
    return placeholder
        .map(word -> pattern.matcher(text).replaceAll(Matcher.quoteReplacement(word)))
        .orElse(text);
  }
}
