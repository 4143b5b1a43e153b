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
 * that are half filled, on which no later start could go on, and processes that fill them still.
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

  /** Ends the processes that work on the database's folder. */
  void endOrphans() throws InterruptedException {
    String path = data.toAbsolutePath().toString();
    List<ProcessHandle> orphans =
        ProcessHandle.allProcesses()
            .filter(process -> process.pid() != ProcessHandle.current().pid())
            .filter(process -> worksOn(process, path))
            .toList();
    for (ProcessHandle orphan : orphans) {
      LOG.info("ending PostgreSQL (pid {}), left behind by an interrupted run", orphan.pid());
      Children.end(orphan);
    }
  }

  private static boolean worksOn(ProcessHandle process, String path) {
    boolean postgres =
        process
            .info()
            .command()
            .map(command -> command.matches(".*/(postgres|initdb|pg_ctl)"))
            .orElse(false);
    return postgres
        && process.info().arguments().map(List::of).orElse(List.of()).stream()
            .anyMatch(argument -> argument.contains(path));
  }

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
