package io.tweetsentiment.standalone.cli;

import io.tweetsentiment.standalone.parts.LocalEndpoints;
import io.tweetsentiment.standalone.parts.Port;
import io.tweetsentiment.standalone.parts.Ports;
import io.tweetsentiment.standalone.parts.RunningParts;
import io.tweetsentiment.standalone.run.DataFolder;
import io.tweetsentiment.standalone.run.RunOptions;
import io.tweetsentiment.standalone.run.SearchScope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bin/tweet-sentiment endpoints}: the local S3, Kinesis, Comprehend and X API alone. */
@Command(
    name = "endpoints",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Runs what stands for Amazon and X on this machine: S3 (9000), Kinesis (4567), Comprehend"
            + " (4568) and the X API (8090), for the parts that run elsewhere. For development and"
            + " tests: nothing checks who calls.")
public final class EndpointsCommand implements Callable<Integer> {

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
          "File of X API v2 objects, one a line, .jsonl or .jsonl.gz; may be given again. Without"
              + " it: a generated sample.")
  private List<Path> tweets = new ArrayList<>();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "Folder of objects and records. Default: ./data.")
  private Path data;

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      defaultValue = "0",
      description = "Moves all ports by N. Default: ${DEFAULT-VALUE}.")
  private int portOffset;

  @Override
  public Integer call() throws Exception {
    RunOptions options =
        new RunOptions(
            tweets,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            "local",
            false,
            Duration.ofMinutes(5),
            Optional.empty(),
            data,
            portOffset);
    SearchScope served = SearchScope.of(options);
    Ports ports = new Ports(portOffset);
    ports.requireFree(Port.S3, Port.KINESIS, Port.X_API, Port.COMPREHEND);
    LocalEndpoints.useLocalCredentials();
    try (DataFolder folder = DataFolder.open(data);
        RunningParts parts = new RunningParts()) {
      LocalEndpoints.start(folder.path(), host, ports, served.corpus(), parts);
      CountDownLatch stopping = new CountDownLatch(1);
      Thread hook = new Thread(() -> end(parts, stopping), "stop");
      Runtime.getRuntime().addShutdownHook(hook);
      stopping.await();
    }
    return 0;
  }

  /** Stops the endpoints when the process is told to stop: its main thread waits for that. */
  @SuppressWarnings("try")
  private static void end(RunningParts parts, CountDownLatch stopping) {
    parts.close();
    stopping.countDown();
  }
}
