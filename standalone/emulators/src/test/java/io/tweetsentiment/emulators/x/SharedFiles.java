package io.tweetsentiment.emulators.x;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Files beside the project that some tests use where they are present. */
public final class SharedFiles {
  private SharedFiles() {}

  /** A file of the folder that {@code $TWEET_DATA} names, by default {@code ../shared/data}. */
  public static Path data(String name) {
    return present(folder("TWEET_DATA", "data").resolve(name));
  }

  /** A file of the folder that {@code $TWEET_FACTS} names, by default {@code ../shared/facts}. */
  public static Path facts(String name) {
    return present(folder("TWEET_FACTS", "facts").resolve(name));
  }

  /** A file of the folder that {@code $TWEET_CASES} names, by default {@code ../shared/cases}. */
  public static Path cases(String name) {
    return present(folder("TWEET_CASES", "cases").resolve(name));
  }

  private static Path folder(String variable, String name) {
    // Tests run in the module's folder, one below the project's.
    return Optional.ofNullable(System.getenv(variable))
        .map(Path::of)
        .orElse(Path.of("..", "..", "shared", name));
  }

  private static Path present(Path file) {
    Assumptions.assumeTrue(Files.isReadable(file), () -> "skipped: " + file + " is not there");
    return file;
  }
}
