package io.tweetsentiment.streams;

import picocli.CommandLine;

/** Entry point of the streams app as a process of its own. */
public final class StreamsMain {

  private StreamsMain() {}

  /** Runs {@link StreamsCommand}; the exit code is the command's. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new StreamsCommand()).execute(args));
  }
}
