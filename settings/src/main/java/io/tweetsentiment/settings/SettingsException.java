package io.tweetsentiment.settings;

/** A setting is unknown, missing or malformed; the message names it, its value and the remedy. */
public final class SettingsException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public SettingsException(String message) {
    super(message);
  }

  public SettingsException(String message, Throwable cause) {
    super(message, cause);
  }
}
