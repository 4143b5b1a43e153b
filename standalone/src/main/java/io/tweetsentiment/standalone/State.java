package io.tweetsentiment.standalone;

import java.util.Locale;

/** Where a run stands. */
enum State {
  STARTING,
  RUNNING,
  COMPLETE,
  FAILED;

  /** As it stands in {@code /status}. */
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
