package io.tweetsentiment.schemas.rules;

import java.util.Locale;
import java.util.Optional;

/** Decides which texts are valid topics, that is, subjects to search for. */
public final class TopicRule {

  /** Longest topic, in bytes of UTF-8: the width of column {@code topic} of the warehouse. */
  public static final int LONGEST = 1_024;

  private TopicRule() {}

  /** Describes why a text that is not blank cannot be a topic; empty when it can. */
  public static Optional<String> problem(String topic) {
    if (Utf8.bytes(topic) > LONGEST) {
      return Optional.of(
          "topic '" + Utf8.truncate(topic, 40) + "...' is longer than " + LONGEST + " bytes");
    }
    return topic
        .codePoints()
        .filter(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)
        .mapToObj(c -> String.format(Locale.ROOT, "topic holds the control character U+%04X", c))
        .findFirst();
  }
}
