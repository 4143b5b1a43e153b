package io.tweetsentiment.standalone.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the build has prepared so that a start takes less time: an archive of the registry's
 * classes, the unpacked programs of PostgreSQL, and an empty database. The first start after a
 * build, the rehearsal, makes it; a start without it is only slower.
 *
 * @param folder where it is
 * @param rehearsal whether this start makes it
 */
record Prepared(Path folder, boolean rehearsal) {

  private static final Logger LOG = LoggerFactory.getLogger(Prepared.class);
  private static final String HOME = "tweet-sentiment.home";
  private static final String REHEARSAL = "tweet-sentiment.rehearsal";

  /** The folder of the build that this program comes from. */
  static Prepared ofBuild() {
    return new Prepared(
        Path.of(System.getProperty(HOME, "."), "standalone/target/archive").toAbsolutePath(),
        Boolean.getBoolean(REHEARSAL));
  }

  /** Options of the registry's JVM. */
  List<String> registryOptions() {
    Path archive = folder.resolve("registry.jsa");
    if (rehearsal) {
      return List.of("-XX:ArchiveClassesAtExit=" + archive);
    }
    return Files.exists(archive)
        ? List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off")
        : List.of();
  }

  /**
   * The folder of PostgreSQL's programs.
   *
   * @param own the folder in which they are unpacked when none are prepared
   */
  Path postgresBinaries(Path own) throws IOException {
    Path shared = folder.resolve("postgres-binaries");
    return rehearsal || PostgresFolders.unpacked(shared) ? shared : own;
  }

  /**
   * Copies the empty database to a folder that does not exist. Without one, or if it cannot be
   * copied, the folder stays absent, and PostgreSQL creates the database itself.
   */
  void copyDatabaseTo(Path target) {
    Path template = folder.resolve("database");
    if (!rehearsal && Files.isDirectory(template) && !Files.exists(target)) {
      try {
        copy(template, target);
      } catch (IOException e) {
        LOG.info("The prepared database in {} cannot be copied: {}", template, e.toString());
      }
    }
  }

  /** Keeps the database of a server that has stopped; one that is still running is not kept. */
  void keepDatabase(Path stopped) throws IOException {
    if (!Files.exists(stopped.resolve("postmaster.pid"))) {
      copy(stopped, folder.resolve("database"));
    }
  }

  /** The target appears only when it is complete. */
  private static void copy(Path from, Path target) throws IOException {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    PostgresFolders.remove(part);
    try (Stream<Path> all = Files.walk(from)) {
      all.forEach(path -> copyOne(path, part.resolve(from.relativize(path).toString())));
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (UncheckedIOException e) {
      PostgresFolders.remove(part);
      throw e.getCause();
    } catch (IOException e) {
      PostgresFolders.remove(part);
      throw e;
    }
  }

  private static void copyOne(Path path, Path target) {
    try {
      Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
