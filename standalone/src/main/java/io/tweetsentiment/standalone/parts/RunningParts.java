package io.tweetsentiment.standalone.parts;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running parts in the order of their start. {@code close} stops the clients first and then the
 * other parts; the parts of a group stop in parallel. A part that is added after that is stopped at
 * once.
 *
 * <p>Threading: safe.
 */
public final class RunningParts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunningParts.class);

  private final List<RunningPart> running = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /**
   * Adds a part that was started.
   *
   * @throws IllegalStateException when the parts are closed already; the part is stopped first
   */
  public <T extends RunningPart> T add(T part) {
    synchronized (running) {
      if (!closed) {
        running.add(part);
      }
    }
    if (closed) {
      stop(part);
      throw new IllegalStateException(part.name() + " started while the run was ending.");
    }
    LOG.info("{} runs at {} (pid {})", part.name(), part.address(), part.pid());
    return part;
  }

  /** All parts, including those that have stopped. */
  public List<RunningPart> all() {
    return List.copyOf(running);
  }

  /** The first part that stopped on its own. */
  public Optional<RunningPart> dead() {
    return running.stream().filter(part -> !part.alive()).findFirst();
  }

  @Override
  public void close() {
    synchronized (running) {
      closed = true;
    }
    stopAll(running.stream().filter(RunningPart::client).toList());
    stopAll(running.stream().filter(part -> !part.client()).toList());
    running.clear();
  }

  private static void stopAll(List<RunningPart> parts) {
    CompletableFuture.allOf(
            parts.stream()
                .map(part -> CompletableFuture.runAsync(() -> stop(part), RunningParts::inThread))
                .toArray(CompletableFuture<?>[]::new))
        .join();
  }

  private static void inThread(Runnable task) {
    new Thread(task, "stop-part").start();
  }

  private static void stop(RunningPart part) {
    long start = System.nanoTime();
    try {
      part.close();
      LOG.info("{} stopped in {} ms", part.name(), (System.nanoTime() - start) / 1_000_000);
    } catch (RuntimeException e) {
      // The other parts must still be stopped, or a process stays behind.
      LOG.error("cannot stop {}", part.name(), e);
    }
  }
}
