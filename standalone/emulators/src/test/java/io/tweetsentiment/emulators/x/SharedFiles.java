package io.tweetsentiment.emulators.x;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Files outside the project, which some tests use if they exist. */
public final class SharedFiles {
  private SharedFiles() {}

  /** A file in the folder {@code $TWEET_DATA}, by default {@code ../shared/data}. */
  public static Path data(String name) {
    return present(folder("TWEET_DATA", "data").resolve(name));
  }

  /** A file in the folder {@code $TWEET_FACTS}, by default {@code ../shared/facts}. */
  public static Path facts(String name) {
    return present(folder("TWEET_FACTS", "facts").resolve(name));
  }

  /** A file in the folder {@code $TWEET_CASES}, by default {@code ../shared/cases}. */
  public static Path cases(String name) {
    return present(folder("TWEET_CASES", "cases").resolve(name));
  }

  private static Path folder(String variable, String name) {
    // Tests run in the folder of the module, which is two levels below the checkout.
    return Optional.ofNullable(System.getenv(variable))
        .map(Path::of)
        .orElse(Path.of("..", "..", "..", "shared", name));
  }

  private static Path present(Path file) {
    Assumptions.assumeTrue(Files.isReadable(file), () -> "skipped: " + file + " does not exist");
    return file;
  }
}
