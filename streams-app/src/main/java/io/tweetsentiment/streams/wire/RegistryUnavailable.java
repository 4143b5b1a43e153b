package io.tweetsentiment.streams.wire;

/** The schema registry does not answer. The app stops instead of treating a record as malformed. */
final class RegistryUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RegistryUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
