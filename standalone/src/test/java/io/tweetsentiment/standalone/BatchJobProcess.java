package io.tweetsentiment.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The batch job in its own JVM, in Spark's local mode. Spark is not on this module's class path;
 * the build of the job's module writes the job's class path to a file.
 */
final class BatchJobProcess {

  private static final Path TARGET = Path.of("..", "emr-job", "target");

  /** Packages of the JDK that Spark needs to open. */
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  private BatchJobProcess() {}

  /** Skips the test when the job's module was not built with this one. */
  static void requireBuilt() {
    Path classes = TARGET.resolve("classes");
    Assumptions.assumeTrue(
        Files.isDirectory(classes),
        () -> "skipped: " + classes + " is not there; build emr-job too, with mvn test");
    assertThat(TARGET.resolve("classpath.txt"))
        .as("the class path that emr-job's build writes; run mvn test, not a single module's")
        .exists();
  }

  /** Recomputes both tables from the folder with the topics' folders. */
  static void run(Path topics, Path output) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Duser.timezone=UTC");
    OPENED.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
    String libraries = Files.readString(TARGET.resolve("classpath.txt")).strip();
    command.addAll(List.of("-cp", TARGET.resolve("classes") + ":" + libraries));
    command.addAll(List.of("io.tweetsentiment.emr.BatchMain", "--master", "local[2]"));
    command.addAll(List.of("--topics", topics.toString(), "--output", output.toString()));
    Path log = Files.createTempFile(output.toAbsolutePath().getParent(), "batch", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      boolean ended = process.waitFor(CommandProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(ended && process.exitValue() == 0)
          .as(() -> "the batch job ends well; it printed " + read(log))
          .isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** The one CSV file of a table. */
  static Path csv(Path output, String table) throws IOException {
    try (Stream<Path> files = Files.list(output.resolve(table + "-csv"))) {
      return files.filter(file -> file.toString().endsWith(".csv")).findFirst().orElseThrow();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
