package io.tweetsentiment.standalone.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tweetsentiment.sentiment.bench.ModelBenchCommand;
import io.tweetsentiment.standalone.parts.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bin/twitter-sentiment bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures.",
    subcommands = {
      BenchCommand.Pipeline.class,
      BenchCommand.Streams.class,
      BenchCommand.Kinesis.class,
      ModelBenchCommand.class
    })
public final class BenchCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    System.err.println("which benchmark? There are: pipeline, streams, kinesis, model");
    return 2;
  }

  /** {@code bench pipeline}. */
  @Command(
      name = "pipeline",
      mixinStandardHelpOptions = true,
      description =
          "Runs the standalone pipeline once on an empty data folder and measures it, all its"
              + " processes together.")
  static final class Pipeline implements Callable<Integer> {

    @Option(
        names = "--tweets",
        paramLabel = "FILE",
        description = "File of tweets; may be given again. Without it: the generated sample.")
    private List<Path> tweets = new ArrayList<>();

    @Option(
        names = "--topic",
        paramLabel = "NAME",
        description = "Topic to search for; may be given again.")
    private List<String> topics = new ArrayList<>();

    @Option(
        names = "--port-offset",
        paramLabel = "N",
        defaultValue = "20000",
        description = "Moves all ports by N. Default: ${DEFAULT-VALUE}.")
    private int portOffset;

    @Option(
        names = "--json",
        paramLabel = "FILE",
        description = "Also write the figures to this file, as one flat object.")
    private Path json;

    @Override
    public Integer call() throws Exception {
      List<String> options = new ArrayList<>();
      tweets.forEach(file -> options.addAll(List.of("--tweets", file.toString())));
      topics.forEach(topic -> options.addAll(List.of("--topic", topic)));
      options.addAll(List.of("--port-offset", Integer.toString(portOffset)));
      report(PipelineBench.run(options), json);
      return 0;
    }
  }

  /** {@code bench streams}. */
  @Command(
      name = "streams",
      mixinStandardHelpOptions = true,
      description =
          "Fills tweets.raw and measures how fast the streams app scores, joins and aggregates it,"
              + " with a broker in the same process.")
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
        description = "A setting of the streams app; may be given again.")
    private Map<String, String> settings = new TreeMap<>();

    @Option(
        names = "--port-offset",
        paramLabel = "N",
        defaultValue = "20000",
        description = "Moves all ports by N. Default: ${DEFAULT-VALUE}.")
    private int portOffset;

    @Option(
        names = "--json",
        paramLabel = "FILE",
        description = "Also write the figures to this file, as one flat object.")
    private Path json;

    @Override
    public Integer call() throws Exception {
      report(new StreamsBench(count, model, settings, new Ports(portOffset)).run(), json);
      return 0;
    }
  }

  /** {@code bench kinesis}. */
  @Command(
      name = "kinesis",
      mixinStandardHelpOptions = true,
      description = "Measures how many records of 600 bytes the Kinesis emulator takes.")
  static final class Kinesis implements Callable<Integer> {

    @Option(
        names = "--json",
        paramLabel = "FILE",
        description = "Also write the figures to this file, as one flat object.")
    private Path json;

    @Override
    public Integer call() throws Exception {
      report(KinesisBench.run(), json);
      return 0;
    }
  }

  /** Prints the figures as a table, and writes them as JSON where that was asked for. */
  static void report(Map<String, Double> figures, Path json) throws java.io.IOException {
    figures.forEach((name, value) -> System.out.printf(Locale.ROOT, "%-24s %12.1f%n", name, value));
    if (json != null) {
      Files.writeString(json, new ObjectMapper().writeValueAsString(figures) + "\n");
    }
  }
}
