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
 * A file that records the child processes of a run, so that the next run can end those that an
 * interrupted run left behind. A line is {@code name pid
 * start-of-the-process-in-epoch-milliseconds}; the start time distinguishes a child from another
 * process that got its pid.
 */
public final class Children {

  private static final Logger LOG = LoggerFactory.getLogger(Children.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path file;

  /** Uses a file of the data folder. */
  public Children(Path file) {
    this.file = file;
  }

  /** The recorded children that are running; empty when none are recorded. */
  public List<ProcessHandle> running() {
    try {
      return Files.exists(file)
          ? Files.readAllLines(file, UTF_8).stream()
              .map(line -> line.split(" ", -1))
              .filter(fields -> fields.length == 3)
              .flatMap(fields -> find(fields[1], fields[2]).stream())
              .toList()
          : List.of();
    } catch (IOException e) {
      // The run removes the file when it ends.
      return List.of();
    }
  }

  /** Ends the children of an earlier run that are still running. */
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
   * Ends the children of a run that was killed before it recorded them. It finds them by program
   * and arguments: a program that a run starts, with an argument that is one of the paths or ends
   * in {@code =path} or {@code :path}.
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
   * The path itself, or the value of an option; not a longer path that ends in the same folders.
   */
  private static boolean names(String argument, String path) {
    return argument.equals(path) || argument.endsWith("=" + path) || argument.endsWith(":" + path);
  }

  /** Records a child. */
  public void add(String name, ProcessHandle child) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(
        file,
        List.of(name + " " + child.pid() + " " + start(child)),
        UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** Requests the end of a process, and kills the process if it does not end in time. */
  public static void end(ProcessHandle process) throws InterruptedException {
    end(process, PATIENCE);
  }

  static void end(ProcessHandle process, Duration patience) throws InterruptedException {
    process.destroy();
    if (!gone(process, patience)) {
      process.destroyForcibly();
      if (!gone(process, PATIENCE)) {
        throw new IllegalStateException("cannot end the process " + process.pid());
      }
    }
  }

  private static boolean gone(ProcessHandle process, Duration patience)
      throws InterruptedException {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
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
