package io.tweetsentiment.producer.x;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * The bearer token for X. Its text appears in the request and nowhere else. A token in a file is
 * read for each request, so that it can be replaced while a run is at work.
 */
public final class BearerToken {

  private final Supplier<String> text;

  private BearerToken(Supplier<String> text) {
    this.text = text;
  }

  /**
   * The token of a setting.
   *
   * @throws SettingsException when it has characters that a token cannot have
   */
  static BearerToken of(String text) {
    String checked = checked(text, XConfig.TOKEN);
    return new BearerToken(() -> checked);
  }

  /**
   * The token in a file, such as a Docker secret; blanks and line breaks around it are ignored.
   *
   * @throws SettingsException when it cannot be read, or has characters that a token cannot have
   */
  static BearerToken in(Path file) {
    Supplier<String> token = () -> checked(read(file), file.toString());
    // A file that cannot be read is an error of the configuration, and not of the first request.
    checked(read(file), file.toString());
    return new BearerToken(token);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8).strip();
    } catch (IOException e) {
      throw new SettingsException(
          XConfig.TOKEN_FILE + " is '" + file + "', which cannot be read: " + e, e);
    }
  }

  private static String checked(String text, String where) {
    if (!text.matches("[\\x21-\\x7e]+")) {
      throw new SettingsException(
          where
              + " contains no token, or a character that a token cannot have (a blank, a line"
              + " break, or one outside ASCII); copy it again from X's developer console.");
    }
    return text;
  }

  /** Value of the request's Authorization header. */
  public String header() {
    return "Bearer " + text.get();
  }

  @Override
  public String toString() {
    return "(hidden)";
  }
}
