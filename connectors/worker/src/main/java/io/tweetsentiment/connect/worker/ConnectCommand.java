package io.tweetsentiment.connect.worker;

import io.tweetsentiment.cli.CommandException;
import io.tweetsentiment.cli.ExitCode;
import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.runtime.Connect;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tweet-sentiment connect}: a distributed Connect worker with the project's plugins. */
@Command(
    name = "connect",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a Kafka Connect worker with the Kinesis source, the S3 sink and the Avro converter.",
      "The file or the environment can set any property of a distributed worker: as worker.PROPERTY"
          + " or as CONNECT_WORKER_PROPERTY."
    })
final class ConnectCommand implements Callable<Integer> {

  static final String PART = "connect";
  static final String WORKER = "worker.";

  /** Beginning of the message of Connect's class RestServer. */
  static final String NO_REST_SERVER = "Unable to initialize REST server";

  /** For records of Kinesis, which have up to 1 MiB, and dead letters with their headers. */
  private static final String LARGEST_RECORD_BYTES = Integer.toString(4 << 20);

  static final List<Setting> SETTINGS =
      List.of(
          Setting.of("bootstrap.servers", "localhost:9092", "Kafka brokers."),
          Setting.of(
              "group.id",
              "connect",
              "Group id of the workers of this cluster; the names of its topics begin with it."),
          Setting.of("listeners", "http://localhost:8083", "Address of the REST API."),
          Setting.of("replication.factor", "1", "Replication factor of the worker's own topics."));

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Properties file with the settings.")
  private Path file;

  @Override
  public Integer call() {
    Settings settings =
        Settings.load(PART, Optional.ofNullable(file), System.getenv(), SETTINGS, List.of(WORKER));
    // Kafka would end the process itself, without a message.
    Exit.setExitProcedure(
        (code, message) -> {
          throw CommandException.failed("Kafka Connect stopped; its log gives the reason.");
        });
    try {
      Connect<?> connect = new ConnectDistributed().startConnect(properties(settings));
      connect.awaitStop();
      return ExitCode.DONE;
    } catch (ConfigException e) {
      throw CommandException.badInput(e.getMessage(), e);
    } catch (ConnectException e) {
      throw CommandException.badInput(reason(settings, e), e);
    }
  }

  /** Connect throws one class for a REST server without a port and for a broker without answer. */
  static String reason(Settings settings, ConnectException failure) {
    String message = String.valueOf(failure.getMessage());
    if (message.startsWith(NO_REST_SERVER)) {
      return String.format(
          "the REST API cannot listen at listeners %s (%s). Set listeners, or stop the process that"
              + " uses the port.",
          settings.string("listeners"),
          failure.getCause() == null ? message : failure.getCause().getMessage());
    }
    return String.format(
        "no Kafka broker answers at bootstrap.servers %s (%s). Set bootstrap.servers, or start"
            + " Kafka.",
        settings.string("bootstrap.servers"), message);
  }

  static Map<String, String> properties(Settings settings) {
    String replication = Integer.toString(settings.integer("replication.factor", 1));
    Map<String, String> properties =
        new HashMap<>(
            Map.of(
                "bootstrap.servers", settings.string("bootstrap.servers"),
                "group.id", settings.string("group.id"),
                "listeners", settings.string("listeners"),
                "key.converter", "org.apache.kafka.connect.storage.StringConverter",
                "value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
                "exactly.once.source.support", "enabled",
                "producer.max.request.size", LARGEST_RECORD_BYTES,
                "plugin.discovery", "service_load",
                "config.providers", "env",
                "config.providers.env.class",
                    "org.apache.kafka.common.config.provider.EnvVarConfigProvider"));
    for (String store : List.of("offset", "config", "status")) {
      properties.put(store + ".storage.topic", settings.string("group.id") + "." + store);
      properties.put(store + ".storage.replication.factor", replication);
    }
    properties.putAll(settings.below(WORKER));
    return properties;
  }
}
