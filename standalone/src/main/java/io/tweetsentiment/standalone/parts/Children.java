package io.tweetsentiment.standalone.parts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes that a run starts, written down so that the next run can end those that an
 * interrupted one left behind. A line is {@code name pid
 * start-of-the-process-in-epoch-milliseconds}; the start tells a child from a stranger that was
 * given its pid.
 */
public final class Children {

  private static final Logger LOG = LoggerFactory.getLogger(Children.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path file;

  /** The record of the children of a data folder. */
  public Children(Path file) {
    this.file = file;
  }

  /** Ends the children of an earlier run that are still there. */
  public void endOrphans() throws IOException, InterruptedException {
    if (!Files.exists(file)) {
      return;
    }
    for (String line : Files.readAllLines(file, UTF_8)) {
      String[] fields = line.split(" ", -1);
      if (fields.length != 3) {
        // The run was killed while it wrote the line.
        continue;
      }
      Optional<ProcessHandle> orphan = find(fields[1], fields[2]);
      if (orphan.isPresent()) {
        LOG.info("ending {} (pid {}), left behind by an interrupted run", fields[0], fields[1]);
        end(orphan.get());
      }
    }
    Files.delete(file);
  }

  /**
   * Ends the children of a run that was killed before it could write them down: programs of the
   * kinds that a run starts, with an argument that is one of its own paths or sets an option to it.
   */
  public static void endUnrecorded(List<Path> own) throws InterruptedException {
    List<String> paths = own.stream().map(path -> path.toAbsolutePath().toString()).toList();
    List<ProcessHandle> orphans =
        ProcessHandle.allProcesses()
            .filter(process -> process.pid() != ProcessHandle.current().pid())
            .filter(process -> process.info().command().filter(Children::ours).isPresent())
            .filter(process -> names(process, paths))
            .toList();
    for (ProcessHandle orphan : orphans) {
      LOG.info("ending a process (pid {}), left behind by an interrupted run", orphan.pid());
      end(orphan);
    }
  }

  private static boolean ours(String command) {
    return command.matches(".*/(postgres|initdb|pg_ctl|java)");
  }

  private static boolean names(ProcessHandle process, List<String> paths) {
    return process.info().arguments().stream()
        .flatMap(Arrays::stream)
        .anyMatch(argument -> paths.stream().anyMatch(path -> names(argument, path)));
  }

  /**
   * The path alone, or behind the name of an option; not one that only ends in the same folders.
   */
  private static boolean names(String argument, String path) {
    return argument.equals(path) || argument.endsWith("=" + path) || argument.endsWith(":" + path);
  }

  /** Writes a child down. */
  public void add(String name, ProcessHandle child) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(
        file,
        List.of(name + " " + child.pid() + " " + start(child)),
        UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** Asks a process to end, and makes it when it does not. */
  public static void end(ProcessHandle process) throws InterruptedException {
    process.destroy();
    if (!gone(process)) {
      process.destroyForcibly();
      if (!gone(process)) {
        throw new IllegalStateException("the process " + process.pid() + " cannot be ended");
      }
    }
  }

  private static boolean gone(ProcessHandle process) throws InterruptedException {
    try {
      process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot wait for the process " + process.pid(), e);
    }
  }

  private static Optional<ProcessHandle> find(String pid, String start) {
    try {
      return ProcessHandle.of(Long.parseLong(pid))
          .filter(process -> Long.toString(start(process)).equals(start));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static long start(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
