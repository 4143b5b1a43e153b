package io.tweetsentiment.sql;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Loads one file as an object, in a process of its own, and prints speed and memory. */
final class LargeLoadMain {

  private LargeLoadMain() {}

  /**
   * Loads a file.
   *
   * @param arguments address of the database, and the file
   */
  public static void main(String[] arguments) {
    FakeS3 s3 = new FakeS3();
    s3.put(BrokenRows.key(0), Path.of(arguments[1]));
    try (Loader loader =
        Loader.open(
            LoaderConfig.load(Optional.empty(), Map.of("LOADER_JDBC_URL", arguments[0])),
            s3,
            Clock.systemUTC())) {
      loader.createTables();
      Instant start = Instant.now();
      LoadResult result = loader.loadOnce();
      double seconds = Duration.between(start, Instant.now()).toMillis() / 1_000.0;
      long peak =
          ManagementFactory.getMemoryPoolMXBeans().stream()
              .filter(pool -> pool.getType() == MemoryType.HEAP)
              .mapToLong(pool -> pool.getPeakUsage().getUsed())
              .sum();
      System.out.printf(
          "%s: %.1f s, %.0f rows a second, peak heap %d MiB%n",
          result, seconds, result.rows() / seconds, peak >> 20);
    }
  }
}
