package io.tweetsentiment.standalone.run;

import java.util.Locale;

/** The phase of a run. */
enum RunState {
  STARTING,
  RUNNING,
  COMPLETE,
  FAILED;

  /** The name in {@code /status}. */
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
