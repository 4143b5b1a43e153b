package io.tweetsentiment.standalone.cli;

import io.tweetsentiment.cli.ExitCode;
import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.standalone.feed.SearchScope;
import io.tweetsentiment.standalone.parts.EmulatorSettings;
import io.tweetsentiment.standalone.parts.LocalEndpoints;
import io.tweetsentiment.standalone.parts.Port;
import io.tweetsentiment.standalone.parts.Ports;
import io.tweetsentiment.standalone.parts.RunningParts;
import io.tweetsentiment.standalone.run.DataFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tweet-sentiment endpoints}: only the local S3, Kinesis, Comprehend and X API. */
@Command(
    name = "endpoints",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Runs local replacements for S3, Kinesis, Comprehend and the X API. They listen on the"
            + " ports 9000, 4567, 4568 and 8090, for parts that run elsewhere. Use them for"
            + " development and tests only: they do not authenticate anyone.")
final class EndpointsCommand implements Callable<Integer> {

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = Ports.HOST,
      description = "Address to listen on, 0.0.0.0 for all. Default: ${DEFAULT-VALUE}.")
  private String host;

  @Option(
      names = "--tweets",
      paramLabel = "FILE",
      description =
          "File of X API v2 objects, one per line, .jsonl or .jsonl.gz; may be repeated. Default: a"
              + " generated sample.")
  private List<Path> tweets = new ArrayList<>();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "Folder for objects and records. Default: ./data.")
  private Path data;

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      defaultValue = "0",
      description = "Add N to all ports. Default: ${DEFAULT-VALUE}.")
  private int portOffset;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Properties file with the settings of the emulators, such as x.rate.limit; the README"
              + " of standalone/emulators lists them. Variables such as ENDPOINTS_X_RATE_LIMIT"
              + " override it.")
  private Path config;

  @Override
  public Integer call() throws Exception {
    Settings settings = EmulatorSettings.endpoints(Optional.ofNullable(config), System.getenv());
    SearchScope served = SearchScope.of(tweets, List.of(), Optional.empty(), Optional.empty());
    Ports ports = new Ports(portOffset);
    ports.requireFree(Port.S3, Port.KINESIS, Port.X_API, Port.COMPREHEND);
    LocalEndpoints.useLocalCredentials();
    try (DataFolder folder = DataFolder.open(data);
        RunningParts parts = new RunningParts()) {
      LocalEndpoints.start(folder.path(), host, ports, served.emulated(), settings, parts);
      CountDownLatch stopping = new CountDownLatch(1);
      Thread hook = new Thread(() -> end(parts, stopping), "stop");
      Runtime.getRuntime().addShutdownHook(hook);
      stopping.await();
    }
    return ExitCode.DONE;
  }

  /** Stops the endpoints when the process is stopped; the main thread waits for it. */
  @SuppressWarnings("try")
  private static void end(RunningParts parts, CountDownLatch stopping) {
    parts.close();
    stopping.countDown();
  }
}
