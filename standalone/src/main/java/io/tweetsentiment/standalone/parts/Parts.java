package io.tweetsentiment.standalone.parts;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running parts in the order of their start; closing stops them in reverse. */
public final class Parts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

  private final List<Part> running = new CopyOnWriteArrayList<>();

  /** Takes charge of a part that was started. */
  public <T extends Part> T add(T part) {
    running.add(part);
    LOG.info("{} runs at {} (pid {})", part.name(), part.address(), part.pid());
    return part;
  }

  /** What runs, or ran. */
  public List<Part> all() {
    return List.copyOf(running);
  }

  /** A part that stopped on its own. */
  public Optional<Part> dead() {
    return running.stream().filter(part -> !part.alive()).findFirst();
  }

  @Override
  public void close() {
    for (int i = running.size() - 1; i >= 0; i--) {
      Part part = running.get(i);
      try {
        part.close();
      } catch (RuntimeException e) {
        // The others must be stopped all the same, or a process stays behind.
        LOG.error("{} does not stop", part.name(), e);
      }
    }
    running.clear();
  }
}
