package io.tweetsentiment.cli;

import java.util.List;

/**
 * The commands of a module. The module names its provider in {@code
 * META-INF/services/io.tweetsentiment.cli.CommandProvider}.
 */
public interface CommandProvider {

  /** The commands, in the order in which the help lists them within their group. */
  List<ProgramCommand> commands();
}
