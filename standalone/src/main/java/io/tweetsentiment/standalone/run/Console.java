package io.tweetsentiment.standalone.run;

import java.io.PrintStream;
import java.util.Locale;

/** What the user sees in the terminal: one line that moves, and a summary. */
final class Console {

  private final PrintStream out;

  /** Set by the start script, which knows where its output goes. */
  private final boolean terminal = Boolean.getBoolean("tweet-sentiment.terminal");

  private String shown = "";
  private String waiting = "";

  Console(PrintStream out) {
    this.out = out;
  }

  void say(String line) {
    out.println(line);
  }

  /** Shows where the run stands; on a terminal in place, elsewhere when something changed. */
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
   * Says once what a run that does not move waits for.
   *
   * @param told the same with what hinders it, which may change from one moment to the next
   */
  void waiting(String what, String told) {
    if (!what.equals(waiting)) {
      if (terminal) {
        out.println();
      }
      out.println("waiting for " + told);
      waiting = what;
    }
  }

  /** The summary of a run that ended; why it failed is the last line. */
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
          case COMPLETE -> "complete";
          case FAILED ->
              "failed: "
                  + status.failure().orElse("the logs say why")
                  + " (logs: "
                  + options.data().resolve("logs")
                  + ")";
          case STARTING, RUNNING -> "stopped before all was loaded; the same command goes on";
        });
  }
}
