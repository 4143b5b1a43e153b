package io.tweetsentiment.producer;

import io.tweetsentiment.cli.ExitCode;
import io.tweetsentiment.producer.checkpoint.Checkpoint;
import io.tweetsentiment.producer.checkpoint.CheckpointStore;
import io.tweetsentiment.producer.checkpoint.FileCheckpoints;
import io.tweetsentiment.producer.checkpoint.Journal;
import io.tweetsentiment.producer.checkpoint.Spending;
import io.tweetsentiment.producer.failure.Sleeper;
import io.tweetsentiment.producer.plan.Slice;
import io.tweetsentiment.producer.plan.Span;
import io.tweetsentiment.producer.plan.Spans;
import io.tweetsentiment.producer.x.XClient;
import io.tweetsentiment.producer.x.XHttp;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The command {@code ingest status}. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description =
        "Shows how far the slices of a run have come and what it has cost. It reads the checkpoints,"
            + " also while the run is at work, and asks X only with --counts.")
final class StatusCommand implements Callable<Integer> {

  @ParentCommand private IngestCommand ingest;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--slices", description = "List finished slices too.")
  private boolean all;

  @Option(
      names = "--counts",
      description =
          "Compare each slice with X's own count; X charges for that, a request for each day or so.")
  private boolean counts;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    return ingest.withMessage(this::print);
  }

  private int print() throws Exception {
    IngestConfig config = ingest.config(counts ? IngestCommand.ANY_TIME : IngestCommand.NOTHING);
    Map<String, Checkpoint> recorded;
    Map<String, String> holders = Map.of();
    Spending spent;
    if (config.checkpoints().shared()) {
      try (CheckpointStore store = IngestClients.checkpoints(config, Clock.systemUTC())) {
        recorded = store.all();
        holders = store.holders();
        spent = store.spend(Spending.NONE);
      }
    } else {
      Journal journal = FileCheckpoints.read(config.checkpoints().file());
      recorded = journal.checkpoints();
      spent = journal.spent();
    }
    Map<String, Slice.Id> ids = new TreeMap<>();
    recorded.keySet().forEach(id -> Slice.read(id).ifPresent(read -> ids.put(id, read)));
    Map<String, Long> counted = counts ? counted(config, ids) : Map.of();
    List<StatusReport.Line> lines = new ArrayList<>();
    for (Map.Entry<String, Slice.Id> entry : ids.entrySet()) {
      lines.add(
          new StatusReport.Line(
              entry.getValue(),
              recorded.get(entry.getKey()),
              holders.getOrDefault(entry.getKey(), ""),
              Optional.ofNullable(counted.get(entry.getKey()))));
    }
    StatusReport report = new StatusReport(lines, spent, config.limits());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(report.json());
    } else {
      report.table(all).forEach(out::println);
    }
    return ExitCode.DONE;
  }

  /** X's counts of the slices of the topics that are configured. */
  private static Map<String, Long> counted(IngestConfig config, Map<String, Slice.Id> ids)
      throws InterruptedException {
    XHttp http =
        new XHttp(IngestClients.http(config.x()), config.x(), Clock.systemUTC(), Sleeper.THREAD);
    XClient x = new XClient(config.x(), http);
    Map<String, Long> counted = new HashMap<>();
    for (Map.Entry<String, String> query : config.queries().entrySet()) {
      String name = Slice.name(query.getKey(), query.getValue());
      List<Span> spans = new ArrayList<>();
      ids.values().stream()
          .filter(id -> id.name().equals(name))
          .forEach(id -> spans.add(id.span()));
      List<XClient.Bucket> buckets = new ArrayList<>();
      for (Span span : Spans.union(spans)) {
        buckets.addAll(x.minutes(query.getValue(), span));
      }
      ids.forEach(
          (id, read) -> {
            if (read.name().equals(name)) {
              counted.put(id, sum(buckets, read.span()));
            }
          });
    }
    return counted;
  }

  private static long sum(List<XClient.Bucket> buckets, Span span) {
    return buckets.stream()
        .filter(bucket -> !bucket.span().within(span).isEmpty())
        .mapToLong(XClient.Bucket::tweets)
        .sum();
  }
}
