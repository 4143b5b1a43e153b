package io.tweetsentiment.standalone.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cleans up after a run that was killed while it unpacked or initialised PostgreSQL: no later start
 * can use the incomplete folders.
 *
 * @param data folder of the database
 * @param binaries folder that the server's archive is unpacked into
 */
record PostgresFolders(Path data, Path binaries) {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresFolders.class);

  /** Written by the library when an archive is unpacked. */
  private static final String UNPACKED = ".exists";

  /** Written by the server when it starts, which is after initialisation. */
  private static final String STARTED_ONCE = "postmaster.opts";

  /**
   * Removes folders that are not completely unpacked or initialised; they cannot contain any rows.
   */
  void removeUnfinished() throws IOException {
    if (Files.isDirectory(data) && !Files.exists(data.resolve(STARTED_ONCE))) {
      LOG.warn("{} was not completely initialised and is created again", data);
      remove(data);
    }
    if (!Files.isDirectory(binaries)) {
      return;
    }
    List<Path> unfinished;
    try (Stream<Path> versions = Files.list(binaries)) {
      unfinished =
          versions
              .filter(Files::isDirectory)
              .filter(version -> !Files.exists(version.resolve(UNPACKED)))
              .toList();
    }
    for (Path version : unfinished) {
      LOG.warn("{} was not completely unpacked and is unpacked again", version);
      remove(version);
    }
  }

  /** Whether a folder contains a completely unpacked archive and no incomplete one. */
  static boolean unpacked(Path binaries) throws IOException {
    if (!Files.isDirectory(binaries)) {
      return false;
    }
    try (Stream<Path> versions = Files.list(binaries)) {
      List<Path> folders = versions.filter(Files::isDirectory).toList();
      return !folders.isEmpty()
          && folders.stream().allMatch(version -> Files.exists(version.resolve(UNPACKED)));
    }
  }

  /** Removes a folder, if it exists, with all that it contains. */
  static void remove(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> all = Files.walk(folder)) {
      paths = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
