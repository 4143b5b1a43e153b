package io.tweetsentiment.standalone.parts;

import io.tweetsentiment.sql.LoadResult;
import io.tweetsentiment.sql.Loader;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the loader repeatedly over the objects that the sinks write. A pass that fails ends the run.
 */
public final class LoaderLoop implements RunningPart {

  private static final Logger LOG = LoggerFactory.getLogger(LoaderLoop.class);

  private final Loader loader;
  private final String address;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task));
  private volatile LoadResult last = new LoadResult(0, 0, 0, 0);
  private volatile Optional<String> failure = Optional.empty();

  private LoaderLoop(Loader loader, String address) {
    this.loader = loader;
    this.address = address;
  }

  /**
   * Starts loading.
   *
   * @param address database address, as shown in {@code /status}
   */
  public static LoaderLoop start(Loader loader, String address, long pauseMillis) {
    LoaderLoop loop = new LoaderLoop(loader, address);
    loader.createTables();
    ScheduledFuture<?> unused =
        loop.thread.scheduleWithFixedDelay(loop::pass, 0, pauseMillis, TimeUnit.MILLISECONDS);
    return loop;
  }

  /** The result of the last pass. */
  public LoadResult last() {
    return last;
  }

  /** Runs a pass over all objects now, on the caller's thread. */
  public LoadResult loadNow() {
    last = loader.loadOnce();
    return last;
  }

  @Override
  public String name() {
    return "loader";
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public long pid() {
    return ProcessHandle.current().pid();
  }

  @Override
  public boolean alive() {
    return failure.isEmpty();
  }

  @Override
  public Optional<String> failure() {
    return failure;
  }

  @Override
  public boolean client() {
    return true;
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(20, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
    loader.close();
  }

  private void pass() {
    try {
      last = loader.loadChanges();
    } catch (RuntimeException e) {
      LOG.error("the loader stopped", e);
      failure = Optional.of(String.valueOf(e.getMessage()));
      thread.shutdown();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "loader");
    thread.setDaemon(true);
    return thread;
  }
}
