package io.tweetsentiment.standalone.bench.live;

import io.tweetsentiment.standalone.parts.Children;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The processes of a run and the processor time that they have used. PostgreSQL leaves the tree of
 * the process that starts it, so the children that the run has recorded count as well.
 *
 * <p>Threading: used by one thread.
 */
public final class ProcessTree {

  private final ProcessHandle root;
  private final Children children;
  private final Map<Long, Duration> used = new HashMap<>();

  private ProcessTree(ProcessHandle root, Children children) {
    this.root = root;
    this.children = children;
  }

  /**
   * Watches a run.
   *
   * @param data its data folder, in which it records its child processes
   */
  public static ProcessTree of(Process run, Path data) {
    return new ProcessTree(run.toHandle(), new Children(data.resolve("run/children")));
  }

  /**
   * Notes what the running processes have used so far.
   *
   * @return the processes that run now
   */
  public List<ProcessHandle> look() {
    List<ProcessHandle> running =
        Stream.concat(Stream.of(root), children.running().stream())
            .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
            .distinct()
            .toList();
    for (ProcessHandle process : running) {
      process
          .info()
          .totalCpuDuration()
          .ifPresent(time -> used.merge(process.pid(), time, ProcessTree::longer));
    }
    return running;
  }

  /**
   * Processor time of all processes up to their last look; a process that lived only between two
   * looks is not part of it.
   */
  public Duration used() {
    return used.values().stream().reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
