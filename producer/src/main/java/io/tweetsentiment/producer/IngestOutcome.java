package io.tweetsentiment.producer;

/** How a run that did not fail has ended. */
public enum IngestOutcome {
  /** All slices are checkpointed. */
  COMPLETE,
  /** {@link IngestRun#stop} was called before that. */
  STOPPED,
  /** {@code max.tweets} was reached before that. */
  LIMIT_REACHED
}
