package io.tweetsentiment.streams.rescore;

import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.schemas.rules.Label;
import io.tweetsentiment.schemas.rules.SentimentVersion;

/**
 * The greatest known sentiment of a text.
 *
 * @param version its order
 * @param engine name and version of its engine
 * @param label its label
 */
record KnownSentiment(SentimentVersion version, String engine, String label) {

  static KnownSentiment of(TweetSentiment sentiment) {
    return new KnownSentiment(
        SentimentVersion.of(sentiment), sentiment.getEngine(), sentiment.getLabel());
  }

  int run() {
    return version.scoringRun();
  }

  boolean isUnscored() {
    return label.equals(Label.UNSCORED.name());
  }

  /** The greater one; {@code other} may be null. */
  KnownSentiment orGreater(KnownSentiment other) {
    return other == null || version.compareTo(other.version) >= 0 ? this : other;
  }
}
