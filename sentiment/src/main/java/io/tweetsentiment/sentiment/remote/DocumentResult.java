package io.tweetsentiment.sentiment.remote;

import io.tweetsentiment.sentiment.Scores;

/** The result of one document in a call. */
sealed interface DocumentResult {

  record Scored(Scores scores) implements DocumentResult {}

  /**
   * The service could not score this document.
   *
   * @param code the service's own code
   * @param message the service's own message
   * @param retryable whether the same document may succeed when sent again
   */
  record Failed(String code, String message, boolean retryable) implements DocumentResult {

    String reason() {
      return code + ": " + message;
    }
  }
}
