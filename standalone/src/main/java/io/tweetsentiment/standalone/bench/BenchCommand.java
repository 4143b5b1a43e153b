package io.tweetsentiment.standalone.bench;

import io.tweetsentiment.cli.ExitCode;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.standalone.parts.Ports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bin/tweet-sentiment bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures the speed of the pipeline or of a part.",
    subcommands = {
      BenchCommand.Pipeline.class,
      BenchCommand.Streams.class,
      BenchCommand.Latency.class,
      BenchCommand.Scoring.class,
      BenchCommand.Ingest.class,
      BenchCommand.Kinesis.class,
      BenchCommand.Connectors.class,
      BenchCommand.Broken.class,
      ModelBenchCommand.class
    })
public final class BenchCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** Without a subcommand there is nothing to measure. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "name a benchmark: pipeline, streams, latency, scoring, ingest, kinesis, connectors, broken"
            + " or model.");
  }

  /** {@code bench pipeline}. */
  @Command(
      name = "pipeline",
      mixinStandardHelpOptions = true,
      description =
          "Measures one run of the standalone pipeline on an empty data folder. The figures cover all"
              + " its processes.")
  static final class Pipeline implements Callable<Integer> {

    @Option(
        names = "--tweets",
        paramLabel = "FILE",
        description = "File of tweets; may be repeated. Default: the generated sample.")
    private List<Path> tweets = new ArrayList<>();

    @Option(
        names = "--topic",
        paramLabel = "NAME",
        description = "Topic to search for; may be repeated.")
    private List<String> topics = new ArrayList<>();

    @Option(
        names = "--timeline",
        description =
            "Also report when each part started, when each stage saw its first and its last record,"
                + " and what the run waited for.")
    private boolean timeline;

    @Mixin private PortOffset ports;

    @Mixin private Report report;

    @Override
    public Integer call() throws Exception {
      List<String> options = new ArrayList<>();
      tweets.forEach(file -> options.addAll(List.of("--tweets", file.toString())));
      topics.forEach(topic -> options.addAll(List.of("--topic", topic)));
      options.addAll(List.of("--port-offset", Integer.toString(ports.offset)));
      PipelineBench.Result result = PipelineBench.run(options);
      Map<String, Double> figures = result.figures();
      if (timeline) {
        TimelineTable table = new TimelineTable(result.timeline());
        report.lines(table.lines());
        figures.putAll(table.figures());
      }
      report.of(figures);
      return ExitCode.DONE;
    }
  }

  /** {@code bench streams}. */
  @Command(
      name = "streams",
      mixinStandardHelpOptions = true,
      description =
          "Measures how fast the streams app scores, joins and aggregates. The benchmark fills"
              + " tweets.raw first; the broker runs in the same process.")
  static final class Streams implements Callable<Integer> {

    @Option(
        names = "--count",
        paramLabel = "N",
        defaultValue = "100000",
        description = "Number of tweets. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(
        names = "--model",
        paramLabel = "NAME",
        defaultValue = "fast",
        description = "Local model: fast, accurate or vader. Default: ${DEFAULT-VALUE}.")
    private String model;

    @Option(
        names = "--set",
        paramLabel = "KEY=VALUE",
        description = "A setting of the streams app; may be repeated.")
    private Map<String, String> settings = new TreeMap<>();

    @Mixin private PortOffset ports;

    @Mixin private Report report;

    @Override
    public Integer call() throws Exception {
      report.of(new StreamsBench(count, model, settings, new Ports(ports.offset)).run());
      return ExitCode.DONE;
    }
  }

  /** {@code bench latency}. */
  @Command(
      name = "latency",
      mixinStandardHelpOptions = true,
      description =
          "Measures how long a tweet takes from Kinesis until a published aggregate counts it."
              + " Tweets are put at a constant rate into a standalone pipeline, for 20 seconds until it"
              + " is warm and then for the time that is measured.")
  static final class Latency implements Callable<Integer> {

    @Option(
        names = "--rate",
        paramLabel = "N",
        defaultValue = "500",
        description = "Tweets a second. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
        names = "--seconds",
        paramLabel = "N",
        defaultValue = "60",
        description = "How long to measure. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Spec private CommandSpec spec;

    @Mixin private PortOffset ports;

    @Mixin private Report report;

    @Override
    public Integer call() throws Exception {
      if (!(rate > 0 && rate <= 1_000_000)) {
        throw new ParameterException(
            spec.commandLine(), "--rate is " + rate + "; it must be above 0, at most 1000000.");
      }
      if (seconds < 1) {
        throw new ParameterException(
            spec.commandLine(), "--seconds is " + seconds + "; it must be at least 1.");
      }
      report.of(new LatencyBench(rate, seconds, new Ports(ports.offset)).run());
      return ExitCode.DONE;
    }
  }

  /** {@code bench scoring}. */
  @Command(
      name = "scoring",
      mixinStandardHelpOptions = true,
      description =
          "Measures how well the streams app uses an engine outside the process: the emulated"
              + " Comprehend with a latency of 100 ms, with 10 calls a second and without a limit.")
  static final class Scoring implements Callable<Integer> {

    @Option(
        names = "--seconds",
        paramLabel = "N",
        defaultValue = "20",
        description = "How long the limited part takes. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
        names = "--tweets",
        paramLabel = "FILE",
        description =
            "X API v2 objects, one a line, of which the share that the cache saves is measured."
                + " Default: the generated sample.")
    private Path tweets;

    @Spec private CommandSpec spec;

    @Mixin private PortOffset ports;

    @Mixin private Report report;

    @Override
    public Integer call() throws Exception {
      if (seconds < 1) {
        throw new ParameterException(
            spec.commandLine(), "--seconds is " + seconds + "; it must be at least 1.");
      }
      List<String> texts =
          tweets == null
              ? CorpusTweet.sample().stream().map(Tweet::getText).toList()
              : ModelBench.read(tweets);
      report.of(new ScoringBench(seconds, texts, new Ports(ports.offset)).run());
      return ExitCode.DONE;
    }
  }

  /** {@code bench ingest}. */
  @Command(
      name = "ingest",
      mixinStandardHelpOptions = true,
      description =
          "Measures the producer against the emulated X and Kinesis: one worker and eight with an X"
              + " that takes 200 ms to answer, and eight with one that answers at once.")
  static final class Ingest implements Callable<Integer> {

    @Option(
        names = "--tweets",
        paramLabel = "FILE",
        description = "File of tweets; may be repeated. Default: the generated sample.")
    private List<Path> tweets = new ArrayList<>();

    @Mixin private Report report;

    @Override
    public Integer call() throws Exception {
      report.of(new IngestBench(tweets).run());
      return ExitCode.DONE;
    }
  }

  /** {@code bench kinesis}. */
  @Command(
      name = "kinesis",
      mixinStandardHelpOptions = true,
      description =
          "Measures how many records of 600 bytes the Kinesis emulator accepts per second.")
  static final class Kinesis implements Callable<Integer> {

    @Mixin private Report report;

    @Override
    public Integer call() throws Exception {
      report.of(KinesisBench.run());
      return ExitCode.DONE;
    }
  }

  /** {@code bench connectors}. */
  @Command(
      name = "connectors",
      mixinStandardHelpOptions = true,
      description =
          "Measures the Kinesis source and the S3 sink, each with one warm task, in a Connect worker that"
              + " shares this process with the broker and the endpoints.")
  static final class Connectors implements Callable<Integer> {

    @Option(
        names = "--count",
        paramLabel = "N",
        defaultValue = "200000",
        description = "Number of records for each rate. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Spec private CommandSpec spec;

    @Mixin private PortOffset ports;

    @Mixin private Report report;

    @Override
    public Integer call() throws Exception {
      if (count < LEAST_RECORDS) {
        throw new ParameterException(
            spec.commandLine(),
            "--count is " + count + "; it must be at least " + LEAST_RECORDS + ".");
      }
      report.of(new ConnectorsBench(count, new Ports(ports.offset)).run());
      return ExitCode.DONE;
    }

    /** Fewer are read before the task is warm. */
    private static final int LEAST_RECORDS = 10_000;
  }

  /** {@code bench broken}. */
  @Command(
      name = "broken",
      mixinStandardHelpOptions = true,
      description =
          "Checks that no broken record disappears. The benchmark puts broken records of more than 200"
              + " kinds, and as many good ones, into the standalone pipeline and looks for each of them"
              + " at the end. The exit code is 1 if one is missing.")
  static final class Broken implements Callable<Integer> {

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "1",
        description =
            "Seed of the records; the same seed gives the same records. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
        names = "--count",
        paramLabel = "N",
        defaultValue = "1000",
        description = "Number of broken records. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(
        names = "--kinds",
        paramLabel = "REGEX",
        defaultValue = "",
        description =
            "Only kinds whose entry point and name match, such as 'KINESIS' or 'LINE: id'. Default: all.")
    private Pattern kinds;

    @Mixin private PortOffset ports;

    @Mixin private Report report;

    @Override
    public Integer call() throws Exception {
      BrokenBench.Result result =
          new BrokenBench(seed, count, kinds, new Ports(ports.offset)).run();
      report.of(result.figures());
      report.counts("reason", result.findings().reasons());
      report.counts("kind not found", result.findings().missing());
      return result.findings().complete() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  /** The option that lets a benchmark run beside a pipeline that uses the default ports. */
  static final class PortOffset {

    @Option(
        names = "--port-offset",
        paramLabel = "N",
        defaultValue = "20000",
        description = "Add N to all ports. Default: ${DEFAULT-VALUE}.")
    private int offset;
  }
}
