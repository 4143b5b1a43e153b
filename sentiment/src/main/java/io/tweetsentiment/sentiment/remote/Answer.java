package io.tweetsentiment.sentiment.remote;

import io.tweetsentiment.sentiment.Scores;

/** What a service says about one document. */
sealed interface Answer {

  record Good(Scores scores) implements Answer {}

  /**
   * The service could not score this document.
   *
   * @param code the service's own code
   * @param message the service's own words
   * @param passing whether the same document may succeed when sent again
   */
  record Bad(String code, String message, boolean passing) implements Answer {

    String reason() {
      return code + ": " + message;
    }
  }
}
