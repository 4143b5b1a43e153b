package io.tweetsentiment.streams;

import io.tweetsentiment.cli.CommandException;
import io.tweetsentiment.cli.ExitCode;
import io.tweetsentiment.sentiment.Engines;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.settings.SettingsException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command {@code streams}: runs the streams app until it is stopped. It exits with 0 when it is
 * stopped from outside, 1 when a stream thread died and 2 when the configuration is wrong.
 */
@Command(
    name = "streams",
    mixinStandardHelpOptions = true,
    description = "Scores, joins and aggregates tweets until it is stopped.")
public final class StreamsCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Properties file with the settings.")
  private Path config;

  private final Map<String, String> environment;

  /** The command in the environment of the process. */
  public StreamsCommand() {
    this(System.getenv());
  }

  StreamsCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    try {
      StreamsSettings settings =
          StreamsSettings.load(Optional.ofNullable(config), environment, Engines.settings());
      try (SentimentEngine engine = openEngine(settings)) {
        return run(settings, engine);
      }
    } catch (CompletionException e) {
      throw CommandException.failed("A stream thread died: " + e.getCause(), e);
    }
  }

  private static SentimentEngine openEngine(StreamsSettings settings) {
    try {
      return Engines.open(settings.engine(), settings.engineSettings());
    } catch (IllegalArgumentException e) {
      throw CommandException.badInput(e.getMessage(), e);
    }
  }

  private static StreamsApp open(StreamsSettings settings, SentimentEngine engine) {
    try {
      return new StreamsApp(settings, engine);
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new SettingsException(
          "Kafka's clients reject the kafka.* settings: " + cause.getMessage(), e);
    }
  }

  private static int run(StreamsSettings settings, SentimentEngine engine) {
    try (StreamsApp app = open(settings, engine)) {
      // SIGTERM and ctrl-C: commit and leave the group before the process ends.
      Thread hook = new Thread(app::close, "streams-shutdown");
      Runtime.getRuntime().addShutdownHook(hook);
      app.start();
      app.awaitTermination();
      return ExitCode.DONE;
    }
  }
}
