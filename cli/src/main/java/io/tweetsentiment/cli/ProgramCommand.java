package io.tweetsentiment.cli;

import static java.util.Objects.requireNonNull;

/**
 * A command of the program.
 *
 * @param group heading under which the help lists the command
 * @param command an object of a class with picocli's {@code @Command}
 */
public record ProgramCommand(Group group, Object command) {

  public ProgramCommand {
    requireNonNull(group, "group");
    requireNonNull(command, "command");
  }
}
