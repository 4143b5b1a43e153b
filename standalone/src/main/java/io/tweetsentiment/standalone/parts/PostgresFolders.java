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
 * What a run that was killed while PostgreSQL was unpacked or initialised leaves behind: folders
 * that are half filled, on which no later start could go on.
 *
 * @param data folder of the database
 * @param binaries folder that the server's archive is unpacked into
 */
record PostgresFolders(Path data, Path binaries) {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresFolders.class);

  /** Written by the library when an archive is unpacked. */
  private static final String UNPACKED = ".exists";

  /** Written by the server when it starts, so initialising had ended. */
  private static final String STARTED_ONCE = "postmaster.opts";

  /** Removes what is half unpacked or half initialised; no row can be in it. */
  void removeUnfinished() throws IOException {
    if (Files.isDirectory(data) && !Files.exists(data.resolve(STARTED_ONCE))) {
      LOG.warn("{} was not initialised to its end and is made anew", data);
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
      LOG.warn("{} was not unpacked to its end and is unpacked again", version);
      remove(version);
    }
  }

  private static void remove(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> all = Files.walk(folder)) {
      paths = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
