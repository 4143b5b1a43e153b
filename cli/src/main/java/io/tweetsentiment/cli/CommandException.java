package io.tweetsentiment.cli;

/**
 * A command failed. The message is for the user: it says what is wrong, with the value, and what to
 * do. The program prints it as one line and ends with {@link #exitCode}.
 */
public final class CommandException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The command failed for a reason other than its input. */
  public static CommandException failed(String message, Throwable cause) {
    return new CommandException(ExitCode.FAILED, message, cause);
  }

  /** The command failed for a reason other than its input. */
  public static CommandException failed(String message) {
    return failed(message, null);
  }

  /** The command could not start: an option, a setting, a file, an address or a port is wrong. */
  public static CommandException badInput(String message, Throwable cause) {
    return new CommandException(ExitCode.BAD_INPUT, message, cause);
  }

  /** The command could not start: an option, a setting, a file, an address or a port is wrong. */
  public static CommandException badInput(String message) {
    return badInput(message, null);
  }

  /** The code with which the process ends. */
  public int exitCode() {
    return exitCode;
  }
}
