package io.tweetsentiment.producer;

/** How a run ended that did not fail. */
public enum IngestOutcome {
  /** All slices are checkpointed. */
  COMPLETE,
  /** {@link IngestRun#stop} was called before that. */
  STOPPED,
  /** {@code max.tweets}, {@code max.requests} or {@code max.cost} was reached before that. */
  LIMIT_REACHED,
  /** All slices were tried; some failed or are lost, see {@link IngestRun#report}. */
  INCOMPLETE
}
