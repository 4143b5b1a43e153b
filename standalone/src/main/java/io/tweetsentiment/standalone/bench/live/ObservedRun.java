package io.tweetsentiment.standalone.bench.live;

/** A run that is observed from outside. Each method throws when the run has ended. */
public interface ObservedRun {

  /** Waits until every part of the run is up. */
  void awaitUp() throws Exception;

  /** Waits for a moment. */
  void pause() throws Exception;
}
