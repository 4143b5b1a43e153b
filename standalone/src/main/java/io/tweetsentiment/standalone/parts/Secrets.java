package io.tweetsentiment.standalone.parts;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Keeps the secrets of this process from programs of others, whose environment anybody may show.
 */
public final class Secrets {

  private static final List<String> WORDS =
      List.of("TOKEN", "SECRET", "PASSWORD", "PASSWD", "CREDENTIAL", "API_KEY", "ACCESS_KEY");

  private Secrets() {}

  /** Removes them from the environment of a program that is about to be started. */
  public static ProcessBuilder removeFrom(ProcessBuilder program) {
    removeFrom(program.environment());
    return program;
  }

  static void removeFrom(Map<String, String> environment) {
    environment.keySet().removeIf(Secrets::isSecret);
  }

  private static boolean isSecret(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return WORDS.stream().anyMatch(upper::contains);
  }
}
