package io.tweetsentiment.connect.kinesis;

import java.time.Duration;

/** Waits; tests do not. */
interface Sleeper {
  void sleep(Duration pause) throws InterruptedException;
}
