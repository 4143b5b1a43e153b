package io.tweetsentiment.sentiment.local;

import io.tweetsentiment.sentiment.Scores;

/**
 * Scores single texts. Threading: thread-safe without locks. The same text always gives the same
 * scores.
 */
public interface TextScorer {

  /** Name and version, recorded with each score. */
  String name();

  /** The four scores of a text, which may be empty. */
  Scores score(String text);
}
