package io.tweetsentiment.settings;

/** A setting is unknown, missing or malformed. The message gives its key, its value and the fix. */
public final class SettingsException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public SettingsException(String message) {
    super(message);
  }

  public SettingsException(String message, Throwable cause) {
    super(message, cause);
  }
}
