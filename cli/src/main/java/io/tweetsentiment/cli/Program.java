package io.tweetsentiment.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER_HEADING;

import io.tweetsentiment.settings.SettingsException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program {@code tweet-sentiment}: the only place where the process is ended. */
@Command(
    name = Program.NAME,
    description =
        "Carries tweets from X through Kinesis and Kafka to sentiment aggregates in a warehouse.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed; the same command may succeed later",
      "2:could not start: an option, a setting, a file, an address or a port is wrong",
      "3:ingest stopped by --max-tweets, --max-requests or --max-cost"
    },
    footer = {"", "COMMAND --help describes a command."})
public final class Program implements Runnable {

  static final String NAME = "tweet-sentiment";

  @Spec private CommandSpec spec;

  private Program() {}

  /** Runs the command that the arguments name, and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine(ServiceLoader.load(CommandProvider.class)).execute(args));
  }

  /**
   * The program with the commands of the providers.
   *
   * @return a command line whose {@code execute} prints an error as one line to its {@code err}
   */
  public static CommandLine commandLine(Iterable<CommandProvider> providers) {
    CommandLine program = new CommandLine(new Program());
    GroupedCommands groups = new GroupedCommands();
    for (CommandProvider provider : providers) {
      for (ProgramCommand command : provider.commands()) {
        CommandLine line = withVersion(new CommandLine(command.command()));
        if (!command.part().isEmpty()) {
          addSettings(line, new SettingsList(command.part(), command.settings()));
        }
        program.addSubcommand(line);
        groups.add(command.group(), line.getCommandName());
      }
    }
    CommandLine completion = new CommandLine(new GenerateCompletion());
    completion.getCommandSpec().usageMessage().hidden(true);
    program.addSubcommand(completion);
    program.getHelpSectionMap().put(SECTION_KEY_COMMAND_LIST, groups);
    // The tools of Kafka take arguments that begin with @.
    program.setExpandAtFiles(false);
    program.setOut(new PrintWriter(System.out, true, UTF_8));
    program.setErr(new PrintWriter(System.err, true, UTF_8));
    program.setParameterExceptionHandler((failure, args) -> badOption(failure));
    program.setExecutionExceptionHandler(Program::failed);
    return program;
  }

  /** Without a command the program prints its help. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static CommandLine withVersion(CommandLine line) {
    line.getCommandSpec().versionProvider(new Version());
    line.getSubcommands().values().forEach(Program::withVersion);
    return line;
  }

  private static void addSettings(CommandLine line, SettingsList settings) {
    List<String> sections = new ArrayList<>(line.getHelpSectionKeys());
    sections.add(sections.indexOf(SECTION_KEY_FOOTER_HEADING), SettingsList.SECTION);
    line.setHelpSectionKeys(sections);
    line.getHelpSectionMap().put(SettingsList.SECTION, settings);
  }

  private static int badOption(ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    if (!command.getSubcommands().isEmpty()
        && failure instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()) {
      err.printf(
          "%s: '%s' is not a command%s (%1$s --help lists the commands)%n",
          name(command), unmatched.getUnmatched().get(0), suggestion(unmatched));
    } else {
      err.printf("%s: %s (%1$s --help lists the options)%n", name(command), firstLine(failure));
    }
    return ExitCode.BAD_INPUT;
  }

  private static String suggestion(UnmatchedArgumentException unmatched) {
    List<String> similar = unmatched.getSuggestions();
    return similar.isEmpty() ? "" : "; did you mean " + similar.get(0) + "?";
  }

  private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (failure instanceof CommandException told) {
      err.println(name(command) + ": " + told.getMessage());
      return told.exitCode();
    }
    if (failure instanceof SettingsException) {
      err.println(name(command) + ": " + failure.getMessage());
      return ExitCode.BAD_INPUT;
    }
    // Nothing foresaw this one: its stack trace is what a report of the fault needs.
    failure.printStackTrace(err);
    err.println(name(command) + ": failed: " + failure);
    return ExitCode.FAILED;
  }

  private static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName();
  }

  private static String firstLine(Exception failure) {
    return failure.getMessage().lines().findFirst().orElse("");
  }
}
