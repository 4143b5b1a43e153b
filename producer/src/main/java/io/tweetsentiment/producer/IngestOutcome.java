package io.tweetsentiment.producer;

/** How a run ended that did not fail. */
public enum IngestOutcome {
  /** All slices are checkpointed. */
  COMPLETE,
  /** {@link IngestRun#stop} was called before that. */
  STOPPED,
  /** {@code max.tweets} was reached before that. */
  LIMIT_REACHED
}
