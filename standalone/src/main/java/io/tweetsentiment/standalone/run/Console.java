package io.tweetsentiment.standalone.run;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;

/** Prints the progress line and the summary of a run to the terminal. */
final class Console {

  private final PrintStream out;

  /** Set by the start script when its standard error is a terminal. */
  private final boolean terminal = Boolean.getBoolean("tweet-sentiment.terminal");

  private String shown = "";
  private String waiting = "";
  private boolean isInTrouble;

  Console(PrintStream out) {
    this.out = out;
  }

  void say(String line) {
    out.println(line);
  }

  /**
   * Prints the progress line: on a terminal it replaces the line before, otherwise a line is
   * printed whenever it changes.
   */
  void show(RunStatus status) {
    String line =
        String.format(
            Locale.ROOT,
            "%-8s %3.0f %% of the slices  received %,d  scored %,d  merged %,d  loaded %,d  %.0f s",
            status.state().json(),
            status.progress() * 100,
            status.counter("received"),
            status.counter("scored"),
            status.counter("merged"),
            status.loadedTweets(),
            status.sinceFirstRequest().toMillis() / 1000.0);
    if (terminal) {
      out.print("\r" + line + "   ");
      out.flush();
    } else if (!line.equals(shown)) {
      out.println(line);
    }
    shown = line;
  }

  /**
   * Prints once what a run without progress waits for.
   *
   * @param details the same, followed by what delays it, which may change from call to call
   */
  void waiting(String what, String details) {
    if (!what.equals(waiting)) {
      if (terminal) {
        out.println();
      }
      out.println("waiting for " + details);
      waiting = what;
    }
  }

  /** Prints once that something delays the run, and once that it no longer does. */
  void trouble(Optional<String> now) {
    if (now.isPresent() != isInTrouble) {
      if (terminal) {
        out.println();
      }
      out.println(now.map(reason -> "trouble: " + reason).orElse("the trouble is over"));
      isInTrouble = now.isPresent();
    }
  }

  /**
   * Prints the summary of a run that ended. The last line is the outcome, with the reason for a
   * failure.
   */
  void end(RunStatus status, RunOptions options) {
    if (terminal) {
      out.println();
    }
    status
        .json()
        .forEach(
            (name, value) -> {
              if (value instanceof Number) {
                out.printf(Locale.ROOT, "  %-16s %s%n", name, value);
              }
            });
    out.println(
        switch (status.state()) {
          case COMPLETE ->
              status
                  .limit()
                  .map(limit -> limit + "; everything that was fetched is loaded")
                  .orElse("complete");
          case FAILED ->
              "failed: "
                  + status.failure().orElse("see the logs")
                  + " (logs: "
                  + options.data().resolve("logs")
                  + ")";
          case STARTING, RUNNING ->
              "stopped before everything was loaded; the same command continues the run";
        });
  }
}
