package io.tweetsentiment.sentiment.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tweetsentiment.cli.ExitCode;
import io.tweetsentiment.sentiment.local.LocalModels;
import io.tweetsentiment.sentiment.local.TextScorer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code model train} and {@code model evaluate}. */
@Command(
    name = "model",
    description = "Trains and evaluates the local sentiment model.",
    mixinStandardHelpOptions = true)
public final class ModelCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** Without a subcommand there is nothing to do. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a subcommand: train or evaluate.");
  }

  @Command(
      name = "train",
      description = "Trains a model. The same data, version and seed give the same file.",
      mixinStandardHelpOptions = true)
  int train(
      @Option(
              names = "--data",
              required = true,
              paramLabel = "DIR",
              description = "Folder with the data sets that the model card lists.")
          Path data,
      @Option(
              names = "--out",
              required = true,
              paramLabel = "FILE",
              description = "Model file to write.")
          Path out,
      @Option(
              names = "--model-version",
              defaultValue = "2",
              paramLabel = "TEXT",
              description = "Version in the name of the engine. Default: ${DEFAULT-VALUE}.")
          String version,
      @Option(
              names = "--seed",
              defaultValue = "7",
              paramLabel = "N",
              description = "Seed of the random numbers. Default: 7.")
          long seed)
      throws IOException {
    requireFolder("--out", out);
    PrintWriter log = spec.commandLine().getOut();
    long start = System.nanoTime();
    try {
      Training.run(
          data,
          out,
          version,
          seed,
          line -> {
            log.printf("%5d s  %s%n", (System.nanoTime() - start) / 1_000_000_000, line);
            log.flush();
          });
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    log.printf("%s: %d bytes%n", out, Files.size(out));
    log.flush();
    return ExitCode.DONE;
  }

  @Command(
      name = "evaluate",
      description = "Measures a model, and VADER as the baseline, on labelled texts.",
      mixinStandardHelpOptions = true)
  int evaluate(
      @Option(
              names = "--data",
              required = true,
              paramLabel = "FILE",
              description =
                  "File of lines label<TAB>text (0 negative, 1 neutral, 2 positive), plain or"
                      + " gzip.")
          Path data,
      @Option(
              names = "--model",
              defaultValue = "accurate",
              paramLabel = "NAME",
              description = "accurate, fast or vader. Default: accurate.")
          String model,
      @Option(
              names = "--model-file",
              paramLabel = "FILE",
              description = "Model to use instead of the bundled one.")
          Path modelFile,
      @Option(
              names = "--json",
              paramLabel = "FILE",
              description = "Also writes the metrics to this file.")
          Path json)
      throws IOException {
    requireFolder("--json", json);
    Map<String, Double> metrics;
    try {
      TextScorer scorer =
          LocalModels.scorer(model, Optional.ofNullable(modelFile), LocalModels.MIXED_PRIOR);
      metrics = Evaluation.run(scorer, data, spec.commandLine().getOut());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    if (json != null) {
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), metrics);
    }
    return ExitCode.DONE;
  }

  /** Fails before the work starts, which takes minutes. */
  private void requireFolder(String option, Path file) {
    if (file != null && !Files.isDirectory(file.toAbsolutePath().getParent())) {
      throw new ParameterException(
          spec.commandLine(), option + " " + file + ": the folder of this file does not exist.");
    }
  }
}
