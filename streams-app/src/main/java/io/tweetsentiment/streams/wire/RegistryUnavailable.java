package io.tweetsentiment.streams.wire;

/** The schema registry gives no answer: the app stops rather than misjudge a record. */
final class RegistryUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RegistryUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
