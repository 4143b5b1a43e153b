package io.tweetsentiment.standalone;

import io.tweetsentiment.producer.IngestMain;
import io.tweetsentiment.sentiment.train.ModelCommand;
import io.tweetsentiment.settings.SettingsException;
import io.tweetsentiment.sql.LoadMain;
import io.tweetsentiment.standalone.bench.BenchCommand;
import io.tweetsentiment.standalone.cli.ConnectCommand;
import io.tweetsentiment.standalone.cli.EndpointsCommand;
import io.tweetsentiment.standalone.cli.KafkaTools;
import io.tweetsentiment.standalone.cli.RepairCommand;
import io.tweetsentiment.standalone.cli.StandaloneCommand;
import io.tweetsentiment.standalone.parts.Ports;
import io.tweetsentiment.streams.StreamsMain;
import java.util.Arrays;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the project: {@code bin/tweet-sentiment}. */
@Command(
    name = "tweet-sentiment",
    description = "Tweets through Kinesis and Kafka to sentiment aggregates in a warehouse.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      StandaloneCommand.class,
      EndpointsCommand.class,
      ConnectCommand.class,
      RepairCommand.class,
      BenchCommand.class,
      ModelCommand.class
    },
    footerHeading = "%nOne part alone, with a --help of its own:%n",
    footer = {
      "  ingest      Search X and put tweets to Kinesis.",
      "  streams     Run the topology.",
      "  load        Load what the sinks wrote into the warehouse.",
      "  batch       Recompute the tables from S3 with Spark, on this machine.",
      "",
      "Kafka's own tools, with the addresses of the run in ./data filled in:",
      "  kafka-topics, kafka-console-consumer, kafka-consumer-groups"
    })
public final class Main {

  /** An entry that ends the process itself. */
  private interface Entry {
    void run(String[] args);
  }

  private static final Map<String, Entry> PARTS =
      Map.of("ingest", IngestMain::main, "streams", StreamsMain::main, "load", LoadMain::main);

  private Main() {}

  /** Runs a command; exits with 0, 1 when it failed, 2 when its input was bad. */
  public static void main(String[] args) {
    String command = args.length == 0 ? "--help" : args[0];
    if (KafkaTools.knows(command)) {
      KafkaTools.run(args);
    } else if (PARTS.containsKey(command)) {
      PARTS.get(command).run(Arrays.copyOfRange(args, 1, args.length));
    } else {
      System.exit(commandLine().execute(args.length == 0 ? new String[] {command} : args));
    }
  }

  static CommandLine commandLine() {
    return withVersion(new CommandLine(new Main()))
        .setParameterExceptionHandler(
            (failure, args) -> {
              failure
                  .getCommandLine()
                  .getErr()
                  .println(
                      "tweet-sentiment: " + failure.getMessage() + " (--help shows what there is)");
              return CommandLine.ExitCode.USAGE;
            })
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println(message(failure));
              return failure instanceof SettingsException ? 2 : 1;
            });
  }

  /** The build writes the version into a resource. */
  private static CommandLine withVersion(CommandLine line) {
    line.getCommandSpec().version("tweet-sentiment " + Version.ofThisBuild());
    line.getSubcommands().values().forEach(Main::withVersion);
    return line;
  }

  private static String message(Exception failure) {
    boolean told =
        failure instanceof SettingsException
            || failure instanceof Ports.PortTakenException
            || failure.getClass() == IllegalStateException.class;
    return "tweet-sentiment: " + (told ? failure.getMessage() : failure.toString());
  }
}
