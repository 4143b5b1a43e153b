package io.tweetsentiment.cli;

/** Exit codes of the program. */
public final class ExitCode {

  /** The command did what it was asked to do. */
  public static final int DONE = 0;

  /** The command started its work and failed; the same command may succeed later. */
  public static final int FAILED = 1;

  /**
   * The command could not start its work: an option, a setting, a file, an address, a port or the
   * data folder must be corrected first.
   */
  public static final int BAD_INPUT = 2;

  /**
   * {@code ingest} stopped by {@code --max-tweets}, {@code --max-requests} or {@code --max-cost}
   * before the end.
   */
  public static final int LIMIT_REACHED = 3;

  private ExitCode() {}
}
