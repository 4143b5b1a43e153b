package io.tweetsentiment.streams.wire;

import java.time.Duration;

/** Waits; injected so that tests do not. */
@FunctionalInterface
interface Sleeper {

  void sleep(Duration duration) throws InterruptedException;
}
