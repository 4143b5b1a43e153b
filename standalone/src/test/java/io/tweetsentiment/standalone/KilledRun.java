package io.tweetsentiment.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import io.tweetsentiment.standalone.parts.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;

/** One data folder on which the same command is started, killed and started again. */
final class KilledRun {

  private final Path place;
  private final Ports ports;
  private final String[] args;

  KilledRun(Path place, Ports ports, String... args) throws IOException {
    this.place = Files.createDirectories(place);
    this.ports = ports;
    this.args = args.clone();
  }

  /**
   * Kills the run at five moments: while slices are fetched, tweets received, and at those of
   * {@link #killAtThreeMoments}. Each start continues with the data that the last kill left. The
   * child processes keep running; the next start ends them.
   *
   * @param tweets number of rows in the warehouse at the end
   * @return the last start, which is not killed
   */
  CommandProcess killAtFiveMoments(int tweets) throws Exception {
    killWhen("a quarter of the slices", status -> at(status, "progress") >= 0.25);
    killWhen("tweets received", status -> at(status, "received") > tweets / 5.0);
    return killAtThreeMoments(tweets);
  }

  /** Kills the run while tweets are merged, when the first are loaded, and when all are loaded. */
  CommandProcess killAtThreeMoments(int tweets) throws Exception {
    killWhen("tweets merged", status -> at(status, "merged") > tweets / 3.0);
    killWhen("first tweets loaded", status -> at(status, "loaded_tweets") > 0);
    killWhen(
        "all loaded, not known to be complete",
        status -> isStarted(status) && at(status, "loaded_tweets") >= tweets);
    return start();
  }

  private CommandProcess start() throws IOException {
    return CommandProcess.standalone(place, ports, Map.of(), args);
  }

  private void killWhen(String moment, Predicate<JsonNode> reached) throws Exception {
    CommandProcess run = start();
    try {
      run.awaitStatus(moment, reached);
      run.kill();
    } catch (Throwable e) {
      run.close();
      throw e;
    }
  }

  private static boolean isStarted(JsonNode status) {
    return !status.required("state").asText().equals("starting");
  }

  private static double at(JsonNode status, String name) {
    return status.required(name).asDouble();
  }
}
