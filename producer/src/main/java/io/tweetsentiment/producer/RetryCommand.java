package io.tweetsentiment.producer;

import io.tweetsentiment.cli.CommandException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** The command {@code ingest retry}. */
@Command(
    name = "retry",
    mixinStandardHelpOptions = true,
    description =
        "Fetches the slices again that failed, from the page that failed, and no others. It takes"
            + " the settings of the run; --from and --to are not needed.")
final class RetryCommand implements Callable<Integer> {

  @ParentCommand private IngestCommand ingest;

  @Override
  public Integer call() throws Exception {
    return ingest.withMessage(
        () -> {
          IngestConfig config = ingest.config(IngestCommand.ANY_TIME);
          if (config.streams()) {
            throw CommandException.badInput(
                "only slices can be retried, and this source has none; ingest goes on where it"
                    + " stopped.");
          }
          return ingest.run(config.retryingFailed());
        });
  }
}
