package io.tweetsentiment.streams.wire;

/** The schema registry does not answer. The app stops instead of treating a record as malformed. */
final class RegistryUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
