package io.tweetsentiment.standalone.cli;

import io.confluent.kafka.formatter.AvroMessageFormatter;
import io.tweetsentiment.standalone.run.Addresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.tools.TopicCommand;
import org.apache.kafka.tools.consumer.ConsoleConsumer;
import org.apache.kafka.tools.consumer.group.ConsumerGroupCommand;

/**
 * Kafka's own console tools with the addresses of the run in this folder filled in where the caller
 * gives none; values of the pipeline's topics are printed as JSON.
 */
public final class KafkaTools {

  private static final Set<String> NAMES =
      Set.of("kafka-topics", "kafka-console-consumer", "kafka-consumer-groups");

  private KafkaTools() {}

  public static boolean knows(String command) {
    return NAMES.contains(command);
  }

  /** Runs the tool that {@code args[0]} names; the tool itself ends the process. */
  public static void run(String[] args) {
    List<String> rest = List.of(args).subList(1, args.length);
    String[] filled = fill(args[0], rest, Addresses.current()).toArray(String[]::new);
    try {
      switch (args[0]) {
        case "kafka-topics" -> TopicCommand.main(filled);
        case "kafka-consumer-groups" -> ConsumerGroupCommand.main(filled);
        default -> ConsoleConsumer.main(filled);
      }
    } catch (Exception e) {
      // The tool declares no narrower one.
      System.err.println("tweet-sentiment: " + args[0] + " failed: " + e.getMessage());
      System.exit(1);
    }
  }

  static List<String> fill(String tool, List<String> args, Addresses addresses) {
    List<String> filled = new ArrayList<>(args);
    addUnlessGiven(filled, "--bootstrap-server", addresses.kafka());
    if (tool.equals("kafka-console-consumer")) {
      addUnlessGiven(filled, "--isolation-level", "read_committed");
      if (!filled.contains("--formatter") && avro(filled)) {
        filled.addAll(
            List.of(
                "--formatter",
                AvroMessageFormatter.class.getName(),
                "--formatter-property",
                "schema.registry.url=" + addresses.registry(),
                "--formatter-property",
                "key.deserializer=" + StringDeserializer.class.getName()));
      }
    }
    return filled;
  }

  private static void addUnlessGiven(List<String> args, String option, String value) {
    if (!args.contains(option)) {
      args.add(option);
      args.add(value);
    }
  }

  /** The dead letters are bytes as received, everything else of ours is Avro. */
  private static boolean avro(List<String> args) {
    int topic = args.indexOf("--topic");
    return topic >= 0
        && topic + 1 < args.size()
        && args.get(topic + 1).startsWith("tweets.")
        && !args.get(topic + 1).endsWith(".dlq");
  }
}
