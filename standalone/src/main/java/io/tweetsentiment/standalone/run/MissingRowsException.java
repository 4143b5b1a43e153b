package io.tweetsentiment.standalone.run;

/** Records that the sinks stored are in no loaded object and will not come by waiting. */
final class MissingRowsException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  MissingRowsException(String message) {
    super(message);
  }
}
