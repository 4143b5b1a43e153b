package io.tweetsentiment.schemas.rules;

import java.util.Locale;
import java.util.Optional;

/** Which texts may be a topic, the subject that was searched for. */
public final class TopicName {

  /** Longest topic, in bytes of UTF-8: what the column {@code topic} of the warehouse holds. */
  public static final int LONGEST = 1_024;

  private TopicName() {}

  /** What is wrong with a topic that is not blank, if something is. */
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
