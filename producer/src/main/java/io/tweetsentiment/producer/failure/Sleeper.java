package io.tweetsentiment.producer.failure;

import java.time.Duration;

/** How a thread waits. Injected, so that tests do not have to wait. */
@FunctionalInterface
public interface Sleeper {

  /** Makes the current thread sleep. */
  Sleeper THREAD = Thread::sleep;

  /** Waits a number of milliseconds. */
  void sleep(long millis) throws InterruptedException;

  /** Waits a duration, rounded up to whole milliseconds. */
  default void sleep(Duration duration) throws InterruptedException {
    sleep(duration.plusNanos(999_999).toMillis());
  }
}
