package io.tweetsentiment.standalone;

import io.tweetsentiment.schemas.settings.SettingsException;
import io.tweetsentiment.standalone.parts.Ports;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the project: {@code bin/twitter-sentiment}. */
@Command(
    name = "twitter-sentiment",
    description = "Tweets through Kinesis and Kafka to sentiment aggregates in a warehouse.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {StandaloneCommand.class})
public final class Main {

  private Main() {}

  /** Runs a command; exits with 0, 1 when it failed, 2 when its input was bad. */
  public static void main(String[] args) {
    if (args.length > 0 && KafkaTools.knows(args[0])) {
      KafkaTools.run(args);
      return;
    }
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          command.getErr().println(command.getColorScheme().errorText(message(failure)));
          return failure instanceof SettingsException ? 2 : 1;
        });
    return line;
  }

  private static String message(Exception failure) {
    boolean told =
        failure instanceof SettingsException || failure instanceof Ports.PortTakenException;
    return "twitter-sentiment: " + (told ? failure.getMessage() : failure.toString());
  }
}
