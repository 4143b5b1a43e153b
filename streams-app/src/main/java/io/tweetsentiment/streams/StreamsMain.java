package io.tweetsentiment.streams;

import picocli.CommandLine;

/** Entry point of the streams app as a process of its own. */
public final class StreamsMain {

  private StreamsMain() {}

  /** Runs {@link StreamsCommand}; the exit code is the command's. */
  public static void main(String[] args) {
    System.exit(commandLine(new StreamsCommand()).execute(args));
  }

  /** Answers a wrong option in one line. */
  static CommandLine commandLine(StreamsCommand command) {
    CommandLine line = new CommandLine(command);
    return line.setParameterExceptionHandler(
        (e, args) -> {
          line.getErr().println(e.getMessage() + " (--help shows the options)");
          return CommandLine.ExitCode.USAGE;
        });
  }
}
