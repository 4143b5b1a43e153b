package io.tweetsentiment.connect.kinesis;

import java.time.Duration;

/** Pauses the current thread. Tests replace it, so that they do not wait. */
interface Sleeper {
  void sleep(Duration pause) throws InterruptedException;
}
