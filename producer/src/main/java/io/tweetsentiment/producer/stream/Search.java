package io.tweetsentiment.producer.stream;

import java.util.Collection;
import java.util.stream.Collectors;

/** What is searched for, as one text. */
final class Search {

  private Search() {}

  /** Different lists make different texts, whatever they contain. */
  static String of(Collection<String> words) {
    return words.stream().map(word -> word.length() + ":" + word).collect(Collectors.joining(","));
  }
}
