package io.tweetsentiment.sentiment.remote.shape;

/**
 * The settings do not fit the service: no document is at fault, and no further call can succeed.
 */
public final class WrongSettingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A fault of the settings.
   *
   * @param message what the service answers, and the setting to correct
   */
  public WrongSettingException(String message) {
    super(message);
  }
}
