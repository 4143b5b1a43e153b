package io.tweetsentiment.producer.failure;

import java.time.Duration;

/** How a thread waits; injected so that tests do not. */
@FunctionalInterface
public interface Sleeper {

  /** Waits on the thread itself. */
  Sleeper THREAD = Thread::sleep;

  /** Waits a number of milliseconds. */
  void sleep(long millis) throws InterruptedException;

  /** Waits a duration, of which a started millisecond counts as a whole one. */
  default void sleep(Duration duration) throws InterruptedException {
    sleep(duration.plusNanos(999_999).toMillis());
  }
}
