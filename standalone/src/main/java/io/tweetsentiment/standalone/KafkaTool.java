package io.tweetsentiment.standalone;

import io.confluent.kafka.formatter.AvroMessageFormatter;
import io.tweetsentiment.cli.CommandFailure;
import io.tweetsentiment.cli.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.tools.TopicCommand;
import org.apache.kafka.tools.consumer.ConsoleConsumer;
import org.apache.kafka.tools.consumer.group.ConsumerGroupCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Kafka's own console tools. An address that the caller does not give is that of the run in the
 * data folder, and values of the pipeline's topics are printed as JSON.
 */
enum KafkaTool {
  TOPICS("kafka-topics", "Create, describe and delete topics.", TopicCommand::main),
  CONSOLE_CONSUMER(
      "kafka-console-consumer",
      "Print the records of a topic, Avro values as JSON.",
      ConsoleConsumer::main),
  CONSUMER_GROUPS(
      "kafka-consumer-groups",
      "Show the offsets and the lag of consumer groups.",
      ConsumerGroupCommand::main);

  private interface Entry {
    void run(String[] args) throws Exception;
  }

  private final String name;
  private final String description;
  private final Entry entry;

  KafkaTool(String name, String description, Entry entry) {
    this.name = name;
    this.description = description;
    this.entry = entry;
  }

  /** The tool as a subcommand that hands all its arguments on, {@code --help} among them. */
  CommandSpec command() {
    PositionalParamSpec arguments =
        PositionalParamSpec.builder()
            .paramLabel("ARGUMENT")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("Passed on to Kafka's tool.")
            .build();
    Callable<Integer> run =
        () -> {
          List<String> given = arguments.getValue();
          return run(given == null ? List.of() : given);
        };
    CommandSpec spec = CommandSpec.wrapWithoutInspection(run);
    spec.name(name).addPositional(arguments);
    spec.parser().unmatchedOptionsArePositionalParams(true);
    spec.usageMessage().description(description);
    return spec;
  }

  /** Runs the tool, which ends the process itself when it fails. */
  private int run(List<String> args) {
    try {
      entry.run(withDefaults(args, Addresses.current()).toArray(String[]::new));
      return ExitCode.DONE;
    } catch (Exception e) {
      // Kafka's tools declare no narrower exception.
      throw CommandFailure.failed(name + " failed: " + e.getMessage(), e);
    }
  }

  List<String> withDefaults(List<String> args, Addresses addresses) {
    List<String> all = new ArrayList<>(args);
    addUnlessGiven(all, "--bootstrap-server", addresses.kafka());
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
