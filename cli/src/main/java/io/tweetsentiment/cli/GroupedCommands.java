package io.tweetsentiment.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.IHelpSectionRenderer;

/** The list of commands in the program's help: one heading per group, one line per command. */
final class GroupedCommands implements IHelpSectionRenderer {

  private static final int INDENT = 2;
  private static final int GAP = 2;

  private final Map<Group, List<String>> names = new EnumMap<>(Group.class);

  void add(Group group, String name) {
    names.computeIfAbsent(group, g -> new ArrayList<>()).add(name);
  }

  @Override
  public String render(Help help) {
    Map<String, Help> commands = help.subcommands();
    int longest = commands.keySet().stream().mapToInt(String::length).max().orElse(0);
    int width = help.commandSpec().usageMessage().width();
    int first = INDENT + longest + GAP;
    StringBuilder text = new StringBuilder();
    names.forEach(
        (group, ofGroup) -> {
          text.append(String.format("%n%s:%n", group.title()));
          TextTable table =
              TextTable.forColumns(
                  help.colorScheme(),
                  new Column(first, INDENT, Overflow.SPAN),
                  new Column(width - first, 0, Overflow.WRAP));
          for (String name : ofGroup) {
            table.addRowValues(name, summary(commands.get(name)));
          }
          text.append(table);
        });
    return text.toString();
  }

  /** The first sentence of a command's description. */
  private static String summary(Help command) {
    String[] description = command.commandSpec().usageMessage().description();
    String whole = description.length == 0 ? "" : description[0];
    int end = whole.indexOf(". ");
    return end < 0 ? whole : whole.substring(0, end + 1);
  }
}
