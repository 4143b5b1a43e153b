package io.tweetsentiment.standalone.cli;

import io.confluent.kafka.formatter.AvroMessageFormatter;
import io.tweetsentiment.cli.CommandException;
import io.tweetsentiment.cli.ExitCode;
import io.tweetsentiment.standalone.run.Addresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.tools.TopicCommand;
import org.apache.kafka.tools.consumer.ConsoleConsumer;
import org.apache.kafka.tools.consumer.group.ConsumerGroupCommand;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Kafka's own console tools. Without {@code --bootstrap-server} they use the broker of the run in
 * the data folder. The console consumer prints the Avro values of the pipeline's topics as JSON.
 */
enum KafkaTool {
  TOPICS("kafka-topics", "Lists, describes, creates and deletes topics."),
  CONSOLE_CONSUMER("kafka-console-consumer", "Prints the records of a topic, Avro values as JSON."),
  CONSUMER_GROUPS("kafka-consumer-groups", "Shows the offsets and the lag of consumer groups.");

  private static final String SERVER = "--bootstrap-server";
  private static final int CONNECT_MILLIS = 2_000;

  private final String name;
  private final String description;

  KafkaTool(String name, String description) {
    this.name = name;
    this.description = description;
  }

  CommandSpec command() {
    return PassThroughCommand.of(name, description, this::run);
  }

  /** Runs the tool. Some of Kafka's tools end the process themselves. */
  private int run(List<String> args) {
    Addresses run = Addresses.current();
    if (args.stream().noneMatch(List.of(SERVER, "--help", "--version")::contains)) {
      requireBroker(run.kafka());
    }
    try {
      String[] all = withDefaults(args, run).toArray(String[]::new);
      switch (this) {
        case TOPICS -> TopicCommand.main(all);
        case CONSOLE_CONSUMER -> ConsoleConsumer.main(all);
        case CONSUMER_GROUPS -> ConsumerGroupCommand.main(all);
      }
      return ExitCode.DONE;
    } catch (Exception e) {
      // Kafka's tools declare no narrower exception.
      throw CommandException.failed(e.getMessage() == null ? e.toString() : e.getMessage(), e);
    }
  }

  /** Without this check Kafka's clients would log warnings for a minute. */
  static void requireBroker(String address) {
    int colon = address.lastIndexOf(':');
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(
              address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
          CONNECT_MILLIS);
    } catch (IOException e) {
      throw CommandException.badInput(
          String.format(
              "no broker listens on %s. Start the pipeline with 'tweet-sentiment standalone', set"
                  + " TWEET_SENTIMENT_DATA to the data folder of a run, or give --bootstrap-server.",
              address),
          e);
    }
  }

  List<String> withDefaults(List<String> args, Addresses addresses) {
    List<String> all = new ArrayList<>(args);
    addUnlessGiven(all, SERVER, addresses.kafka());
    if (this == CONSOLE_CONSUMER) {
      addUnlessGiven(all, "--isolation-level", "read_committed");
      if (!all.contains("--formatter") && readsAvro(all)) {
        all.addAll(
            List.of(
                "--formatter",
                AvroMessageFormatter.class.getName(),
                "--formatter-property",
                "schema.registry.url=" + addresses.registry(),
                "--formatter-property",
                "key.deserializer=" + StringDeserializer.class.getName()));
      }
    }
    return all;
  }

  private static void addUnlessGiven(List<String> args, String option, String value) {
    if (!args.contains(option)) {
      args.add(option);
      args.add(value);
    }
  }

  /** Dead letters are bytes as received; the values of the other topics are Avro. */
  private static boolean readsAvro(List<String> args) {
    int topic = args.indexOf("--topic");
    return topic >= 0
        && topic + 1 < args.size()
        && args.get(topic + 1).startsWith("tweets.")
        && !args.get(topic + 1).endsWith(".dlq");
  }
}
