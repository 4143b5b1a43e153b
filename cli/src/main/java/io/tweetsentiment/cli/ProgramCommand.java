package io.tweetsentiment.cli;

import static java.util.Objects.requireNonNull;

import io.tweetsentiment.settings.Setting;
import java.util.List;
import java.util.function.Supplier;

/**
 * A command of the program.
 *
 * @param group heading under which the help lists the command
 * @param command an object of a class with picocli's {@code @Command}
 * @param part name of the part that the command runs, the prefix of its environment variables;
 *     empty when the command has options only
 * @param settings the settings of the part, which its help lists
 */
public record ProgramCommand(
    Group group, Object command, String part, Supplier<List<Setting>> settings) {

  public ProgramCommand {
    requireNonNull(group, "group");
    requireNonNull(command, "command");
    requireNonNull(part, "part");
    requireNonNull(settings, "settings");
  }

  /** A command that has options only. */
  public ProgramCommand(Group group, Object command) {
    this(group, command, "", List::of);
  }
}
