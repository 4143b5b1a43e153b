package io.tweetsentiment.streams;

import io.tweetsentiment.cli.CommandFailure;
import io.tweetsentiment.cli.ExitCode;
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
 * The command {@code streams}: runs the streams app until it is stopped. Exit codes: 0 stopped from
 * outside, 1 a stream thread died, 2 the configuration is wrong.
 */
@Command(
    name = "streams",
    mixinStandardHelpOptions = true,
    description = {
      "Scores, joins and aggregates tweets until it is stopped.",
      "Settings come from --config and, over it, from environment variables: window.size is"
          + " STREAMS_WINDOW_SIZE, kafka.bootstrap.servers is STREAMS_KAFKA_BOOTSTRAP_SERVERS."
    })
public final class StreamsCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Properties file, keys without prefix.")
  private Path config;

  private final EngineFactory engines;
  private final Map<String, String> environment;

  /** The command in the process's environment, with the engines of module sentiment. */
  public StreamsCommand() {
    this(EngineFactory.bundled(), System.getenv());
  }

  StreamsCommand(EngineFactory engines, Map<String, String> environment) {
    this.engines = engines;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    try {
      StreamsSettings settings =
          StreamsSettings.load(Optional.ofNullable(config), environment, engines.settings());
      try (SentimentEngine engine = engines.open(settings.engine(), settings.engineSettings())) {
        return run(settings, engine);
      }
    } catch (CompletionException e) {
      throw CommandFailure.failed("A stream thread died: " + e.getCause(), e);
    }
  }

  private static StreamsApp open(StreamsSettings settings, SentimentEngine engine) {
    try {
      return new StreamsApp(settings, engine);
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new SettingsException(
          "Kafka's clients refuse their settings (kafka.*): " + cause.getMessage(), e);
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
