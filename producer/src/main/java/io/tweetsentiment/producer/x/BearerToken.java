package io.tweetsentiment.producer.x;

import io.tweetsentiment.settings.SettingsException;

/** The bearer token for X. Its text appears in the request and nowhere else. */
public final class BearerToken {

  private final String text;

  BearerToken(String text) {
    if (!text.matches("[\\x21-\\x7e]+")) {
      throw new SettingsException(
          XConfig.TOKEN
              + " contains a character that a token cannot have (a blank, a line break, or one"
              + " outside ASCII); copy it again from X's developer console.");
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
