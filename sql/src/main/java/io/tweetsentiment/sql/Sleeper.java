package io.tweetsentiment.sql;

import java.time.Duration;

/** Waits. */
@FunctionalInterface
interface Sleeper {
  void sleep(Duration duration) throws InterruptedException;
}
