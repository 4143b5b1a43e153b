package io.tweetsentiment.sentiment.onnx;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands for names and links in the texts that a model was trained on.
 *
 * @param mention what stands for each mention; they stay as written when there is none
 * @param link what stands for each link; they stay as written when there is none
 */
record Placeholders(Optional<String> mention, Optional<String> link) {

  private static final Pattern MENTION = Pattern.compile("(?<![\\w@])@\\w+");
  private static final Pattern LINK = Pattern.compile("https?://\\S+");

  String apply(String text) {
    return replace(MENTION, mention, replace(LINK, link, text));
  }

  private static String replace(Pattern what, Optional<String> mask, String text) {
    return mask.map(word -> what.matcher(text).replaceAll(Matcher.quoteReplacement(word)))
        .orElse(text);
  }
}
