package io.tweetsentiment.producer;

import io.tweetsentiment.cli.CommandException;
import io.tweetsentiment.cli.ExitCode;
import io.tweetsentiment.producer.checkpoint.Checkpoint;
import io.tweetsentiment.producer.checkpoint.CheckpointStore;
import io.tweetsentiment.producer.checkpoint.FileCheckpoints;
import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.plan.Slice;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The command {@code ingest plan}. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description =
        "Shows which slices a run would fetch, without asking X and without changing anything."
            + " --dry-run of ingest shows what it would cost.")
final class PlanCommand implements Callable<Integer> {

  @ParentCommand private IngestCommand ingest;

  @Option(names = "--slices", description = "List the slices.")
  private boolean all;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    return ingest.withMessage(this::print);
  }

  private int print() throws Exception {
    IngestConfig config = ingest.config(IngestCommand.NO_TOKEN);
    if (config.streams()) {
      throw CommandException.badInput("this source has no slices to plan; use ingest status.");
    }
    Map<String, Checkpoint> known = new HashMap<>(recorded(config));
    Instant now = Instant.now();
    List<Slice> slices =
        new RunPlanner(
                config,
                (query, span) -> {
                  throw new IngestException("a plan asks X for nothing");
                },
                checkpoint -> known.put(checkpoint.slice(), checkpoint))
            .slices(config.wanted(now), known, now);
    PrintWriter out = spec.commandLine().getOut();
    List<Slice> left = new ArrayList<>();
    int done = 0;
    int lost = 0;
    int begun = 0;
    for (Slice slice : slices) {
      Checkpoint checkpoint = known.get(slice.id());
      if (checkpoint != null && checkpoint.isDone()) {
        done++;
      } else if (checkpoint != null
          && checkpoint.state() == Checkpoint.State.LOST
          && !config.fetchesLost()) {
        lost++;
      } else {
        begun += checkpoint == null ? 0 : 1;
        left.add(slice);
      }
    }
    out.printf(
        Locale.ROOT,
        "%,d slices: %,d done, %,d lost, %,d to fetch (%,d of them begun or failed before), at least"
            + " %,d requests%n",
        slices.size(),
        done,
        lost,
        left.size(),
        begun,
        left.size());
    if (all) {
      left.forEach(slice -> out.println(slice.id()));
    }
    return ExitCode.DONE;
  }

  private static Map<String, Checkpoint> recorded(IngestConfig config) throws Exception {
    if (config.checkpoints().shared()) {
      try (CheckpointStore store = IngestClients.checkpoints(config, Clock.systemUTC())) {
        return store.all();
      }
    }
    return Files.exists(config.checkpoints().file())
        ? FileCheckpoints.read(config.checkpoints().file()).checkpoints()
        : Map.of();
  }
}
