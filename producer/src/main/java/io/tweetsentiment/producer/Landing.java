package io.tweetsentiment.producer;

import java.util.HashSet;
import java.util.Set;

/**
 * Keeps an interrupt away from a worker whose page has arrived, until the page is sent and
 * recorded: it is paid for.
 *
 * <p>Threading: safe; shared by the workers of a run and whoever stops it.
 */
final class Landing {

  private final Set<Thread> landing = new HashSet<>();
  private final Set<Thread> interrupted = new HashSet<>();

  /** The page of this thread has arrived. */
  synchronized void begin() {
    landing.add(Thread.currentThread());
    if (Thread.interrupted()) {
      interrupted.add(Thread.currentThread());
    }
  }

  /** This thread may be interrupted again. */
  synchronized void end() {
    landing.remove(Thread.currentThread());
    if (interrupted.remove(Thread.currentThread())) {
      Thread.currentThread().interrupt();
    }
  }

  /** Interrupts a thread, at once or when its page has landed. */
  synchronized void interrupt(Thread thread) {
    if (landing.contains(thread)) {
      interrupted.add(thread);
    } else {
      thread.interrupt();
    }
  }
}
