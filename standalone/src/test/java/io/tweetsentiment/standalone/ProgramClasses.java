package io.tweetsentiment.standalone;

import io.tweetsentiment.cli.Program;
import io.tweetsentiment.standalone.parts.Ports;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The classes that a command of a test runs from. After the build has packaged them they are the
 * jars with an archive of their classes, as {@code bin/tweet-sentiment} starts them: that halves
 * the time of a start. Before, in a run of single tests, they are the class path of the test.
 */
final class ProgramClasses {

  /** Options of every JVM that runs a standalone pipeline. */
  static final List<String> JVM =
      List.of(
          "-Xmx448m",
          "-Xss512k",
          "-XX:MaxMetaspaceSize=256m",
          "-XX:ReservedCodeCacheSize=128m",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "-Duser.timezone=UTC",
          "-Dsun.net.httpserver.nodelay=true",
          "-Dtweet-sentiment.home=" + Path.of("..").toAbsolutePath().normalize());

  /** Set where the tests run after the build has packaged the classes. */
  private static final String PACKAGED = "tweet-sentiment.packaged";

  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path FOLDER = TARGET.resolve("archive");
  private static final Path ARCHIVE = FOLDER.resolve("standalone.jsa");
  private static final long REHEARSAL_MINUTES = 3;
  private static List<String> options;

  private ProgramClasses() {}

  /** The options that name the classes and, if there is one, their archive. */
  static synchronized List<String> options() throws IOException {
    if (options == null) {
      options = find();
    }
    return options;
  }

  private static List<String> find() throws IOException {
    if (!Boolean.getBoolean(PACKAGED)) {
      String tested =
          System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
      return List.of("-cp", tested);
    }
    Path jar = jar();
    String jars = jar + File.pathSeparator + TARGET.resolve("lib") + "/*";
    if (!Files.exists(ARCHIVE)
        || Files.getLastModifiedTime(ARCHIVE).compareTo(Files.getLastModifiedTime(jar)) < 0) {
      rehearse(jars);
    }
    return Files.exists(ARCHIVE)
        ? List.of(
            "-XX:SharedArchiveFile=" + ARCHIVE,
            "-Xlog:cds=off",
            "-Xlog:cds+dynamic=off",
            "-cp",
            jars)
        : List.of("-cp", jars);
  }

  private static Path jar() throws IOException {
    try (Stream<Path> files = Files.list(TARGET)) {
      return files
          .filter(path -> path.getFileName().toString().matches("standalone-.*\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no jar of standalone in " + TARGET));
    }
  }

  /** A short run of the pipeline, at whose end the JVM writes the archive. */
  private static void rehearse(String jars) throws IOException {
    Path folder = FOLDER.resolve("rehearsal");
    Files.createDirectories(folder);
    Files.deleteIfExists(ARCHIVE);
    delete(FOLDER.resolve("database"));
    Path made = folder.resolve(ARCHIVE.getFileName());
    Ports ports = CommandProcess.freePorts();
    List<String> command = new ArrayList<>(List.of(CommandProcess.java()));
    command.addAll(JVM);
    command.addAll(List.of("-Dtweet-sentiment.rehearsal=true", "-XX:ArchiveClassesAtExit=" + made));
    command.addAll(List.of("-cp", jars, Program.class.getName()));
    command.addAll(List.of("standalone", "--once", "--max-idle", "PT1M"));
    command.addAll(List.of("--to", "2026-03-02T03:00:00Z"));
    command.addAll(List.of("--data", folder.resolve("data").toString()));
    command.addAll(List.of("--port-offset", Integer.toString(ports.offset())));
    Process run =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(FOLDER.resolve("rehearsal.log").toFile())
            .start();
    try {
      if (!run.waitFor(REHEARSAL_MINUTES, TimeUnit.MINUTES)) {
        run.destroyForcibly();
      } else if (run.exitValue() == 0) {
        Files.move(made, ARCHIVE, StandardCopyOption.REPLACE_EXISTING);
        delete(folder);
      }
    } catch (InterruptedException e) {
      run.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> walked = Files.walk(folder)) {
      all = walked.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
