package io.tweetsentiment.producer.x;

import java.io.IOException;

/** An answer with the status 200 that is not the whole answer; a retry may help. */
final class IncompleteAnswerException extends IOException {

  private static final long serialVersionUID = 1L;

  IncompleteAnswerException(String message) {
    super(message);
  }
}
