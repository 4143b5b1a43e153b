package io.tweetsentiment.standalone.run;

/** Records that the sinks have stored are in no loaded object, and waiting will not change that. */
final class MissingRowsException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  MissingRowsException(String message) {
    super(message);
  }
}
