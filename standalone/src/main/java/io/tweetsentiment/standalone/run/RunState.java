package io.tweetsentiment.standalone.run;

import java.util.Locale;

/** Where a run stands. */
enum RunState {
  STARTING,
  RUNNING,
  COMPLETE,
  FAILED;

  /** As it stands in {@code /status}. */
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
