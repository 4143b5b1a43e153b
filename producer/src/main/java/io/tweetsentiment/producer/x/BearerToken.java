package io.tweetsentiment.producer.x;

import io.tweetsentiment.settings.SettingsException;

/** The token that X is asked with. Its text appears in the request and nowhere else. */
public final class BearerToken {

  private final String text;

  BearerToken(String text) {
    if (!text.matches("[\\x21-\\x7e]+")) {
      throw new SettingsException(
          XConfig.TOKEN
              + " holds a character that no token has (a blank, a line break, or one outside"
              + " ASCII); copy it again from X's developer console.");
    }
    this.text = text;
  }

  /** Value of the request's Authorization header. */
  public String header() {
    return "Bearer " + text;
  }

  @Override
  public String toString() {
    return "(hidden)";
  }
}
