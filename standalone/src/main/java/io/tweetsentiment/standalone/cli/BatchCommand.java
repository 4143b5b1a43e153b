package io.tweetsentiment.standalone.cli;

import io.tweetsentiment.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code tweet-sentiment batch}: starts {@code emr-job/run-local} as a child process, because Spark
 * is not on the class path of this program. The child has this process's input and output and
 * receives all arguments.
 */
final class BatchCommand {

  private static final String SCRIPT = "emr-job/run-local";

  private final Path home;

  BatchCommand(Path home) {
    this.home = home;
  }

  /** The command in the checkout from which the program was started. */
  static CommandSpec command() {
    return new BatchCommand(Path.of(System.getProperty("tweet-sentiment.home", "."))).spec();
  }

  CommandSpec spec() {
    return PassThroughCommand.of(
        "batch",
        "Recomputes the tables from the objects in S3 with Spark, on this machine.",
        this::run);
  }

  /**
   * Runs the script.
   *
   * @return its exit code
   */
  int run(List<String> arguments) throws InterruptedException {
    Path script = home.resolve(SCRIPT);
    if (!Files.isExecutable(script)) {
      throw CommandException.failed(
          script + " does not exist. Run bin/tweet-sentiment batch in a checkout of the project.");
    }
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(arguments);
    Process job;
    try {
      job = new ProcessBuilder(command).inheritIO().start();
    } catch (IOException e) {
      throw CommandException.failed("cannot start " + script + ": " + e.getMessage(), e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(job::destroy, "stop-batch"));
    return job.waitFor();
  }
}
