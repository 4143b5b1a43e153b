package io.tweetsentiment.standalone.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tweetsentiment.cli.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench model}: speed of the local models, with VADER in the same run. */
@Command(
    name = "model",
    description = "Measures how many tweets a second one core scores with each local model.",
    mixinStandardHelpOptions = true)
public final class ModelBenchCommand implements Callable<Integer> {

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  @Option(
      names = "--tweets",
      paramLabel = "FILE",
      description =
          "X API v2 objects, one per line. Default: replay/biden-4days.jsonl.gz in $TWEET_DATA or"
              + " ../shared/data.")
  private Path tweets;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write the figures to this file, as JSON.")
  private Path json;

  @Option(
      names = "--seconds",
      defaultValue = "3",
      paramLabel = "N",
      description = "Length of one of the five measurements of each model. Default: 3.")
  private int seconds;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, RunnerException {
    Path file = tweets == null ? standard() : tweets;
    if (!Files.isReadable(file)) {
      throw new ParameterException(
          spec.commandLine(), "cannot read " + file + "; name a file of tweets with --tweets.");
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    for (RunResult result : new Runner(options(file, "score").build()).run()) {
      String model = result.getParams().getParam("model");
      String prefix = model.equals("fast") ? "" : model + "_";
      Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
      figures.put(prefix + "tweets_per_second_core", result.getPrimaryResult().getScore());
      figures.put(prefix + "bytes_allocated_per_tweet", allocated.getScore());
    }
    double vader = figures.get("vader_tweets_per_second_core");
    figures.put("times_vader", figures.get("tweets_per_second_core") / vader);
    figures.put("accurate_times_vader", figures.get("accurate_tweets_per_second_core") / vader);
    Options opening = options(file, "open").param("model", "accurate").build();
    RunResult opened = new Runner(opening).runSingle();
    figures.put("open_milliseconds", opened.getPrimaryResult().getScore());
    PrintWriter out = spec.commandLine().getOut();
    figures.forEach((name, value) -> out.printf(Locale.ROOT, "%-36s %,14.2f%n", name, value));
    out.flush();
    if (json != null) {
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), figures);
    }
    return ExitCode.DONE;
  }

  private ChainedOptionsBuilder options(Path file, String method) {
    TimeValue time = TimeValue.seconds(seconds);
    return new OptionsBuilder()
        .include(ModelBench.class.getName() + "." + method)
        .param("tweets", file.toAbsolutePath().toString())
        .forks(1)
        .warmupIterations(3)
        .warmupTime(time)
        .measurementIterations(5)
        .measurementTime(time)
        .threads(1)
        .addProfiler(GCProfiler.class)
        .verbosity(VerboseMode.SILENT);
  }

  private static Path standard() {
    String folder = System.getenv().getOrDefault("TWEET_DATA", "../shared/data");
    return Path.of(folder, "replay", "biden-4days.jsonl.gz");
  }
}
