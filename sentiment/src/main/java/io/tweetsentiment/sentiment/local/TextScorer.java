package io.tweetsentiment.sentiment.local;

import io.tweetsentiment.sentiment.Scores;

/**
 * Scores one text in the JVM. Threading: thread-safe, without locks; the same text gives the same
 * scores.
 */
public interface TextScorer {

  /** Name and version, as it stands beside each score. */
  String name();

  /** The text's four scores. Takes any text, empty ones too. */
  Scores score(String text);
}
