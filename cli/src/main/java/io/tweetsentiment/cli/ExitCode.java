package io.tweetsentiment.cli;

/** Exit codes of the program. */
public final class ExitCode {

  /** The command did what it was asked to do. */
  public static final int DONE = 0;

  /** The command failed; the same command may succeed later. */
  public static final int FAILED = 1;

  /** An option, a setting or an input file is wrong; the same command fails again. */
  public static final int BAD_INPUT = 2;

  /** {@code ingest} stopped at {@code --max-tweets} before the end of its time span. */
  public static final int LIMIT_REACHED = 3;

  private ExitCode() {}
}
