package io.tweetsentiment.emulators.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.SplittableRandom;

/** Writes the sample's texts from phrases that were written for this project. */
final class SamplePhrases {
  private final JsonNode phrases;

  SamplePhrases() {
    try (InputStream in = SamplePhrases.class.getResourceAsStream("sample-phrases.json")) {
      phrases = new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the sample's phrases cannot be read", e);
    }
  }

  String text(String topic, String lang, String mood, SplittableRandom choice) {
    String body = pick(phrases.path("topics").path(topic).path(lang).path(mood), choice);
    boolean english = lang.equals("en");
    String opener = english ? pick(phrases.path("openers"), choice) : "";
    String tail = english ? pick(phrases.path("tails"), choice) : "";
    return fill(opener + body + (tail.isEmpty() ? "" : ".") + tail, choice) + emoji(mood, choice);
  }

  String textOfBoth(SplittableRandom choice) {
    return fill(pick(phrases.path("both"), choice), choice) + emoji("neutral", choice);
  }

  /** Sentences of one topic and mood until {@code length} characters are reached. */
  String longText(String topic, String mood, int length, SplittableRandom choice) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(text.isEmpty() ? "" : choice.nextInt(4) == 0 ? "\n\n" : " ");
      text.append(text(topic, "en", mood, choice)).append('.');
    }
    text.setLength(Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    return text.toString();
  }

  String place(SplittableRandom choice) {
    return pick(phrases.path("places"), choice);
  }

  String name(SplittableRandom choice) {
    return pick(phrases.path("names"), choice);
  }

  String handle(SplittableRandom choice) {
    return pick(phrases.path("handles"), choice);
  }

  private String emoji(String mood, SplittableRandom choice) {
    return choice.nextInt(3) > 0 ? "" : " " + pick(phrases.path("emoji").path(mood), choice);
  }

  private String fill(String text, SplittableRandom choice) {
    return text.replace("{place}", place(choice))
        .replace("{n}", Integer.toString(2 + choice.nextInt(88)))
        .replace(
            "{time}",
            String.format(Locale.ROOT, "%d:%02d", choice.nextInt(24), choice.nextInt(60)));
  }

  private static String pick(JsonNode list, SplittableRandom choice) {
    return list.get(choice.nextInt(list.size())).asText();
  }
}
