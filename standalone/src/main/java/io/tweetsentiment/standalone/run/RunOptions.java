package io.tweetsentiment.standalone.run;

import io.tweetsentiment.sentiment.Engines;
import io.tweetsentiment.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The options of a run.
 *
 * @param tweets files of tweets; empty for the generated sample
 * @param topics topics to search for; empty for all topics of the tweets
 * @param from start of the span; absent for the earliest tweet
 * @param to end of the span; absent for the latest tweet
 * @param engine one of {@link Engines#names}
 * @param once whether to end when complete
 * @param maxIdle with {@code once}: the run fails after this time without progress
 * @param report file to write the last status to
 * @param data data folder
 * @param portOffset see {@link io.tweetsentiment.standalone.parts.Ports}
 */
public record RunOptions(
    List<Path> tweets,
    List<String> topics,
    Optional<Instant> from,
    Optional<Instant> to,
    String engine,
    boolean once,
    Duration maxIdle,
    Optional<Path> report,
    Path data,
    int portOffset) {

  public RunOptions {
    tweets = List.copyOf(tweets);
    topics = List.copyOf(topics);
    try {
      Engines.require(engine);
    } catch (IllegalArgumentException e) {
      throw new SettingsException("--engine: " + e.getMessage(), e);
    }
    if (report.isPresent() && !writable(report.get())) {
      throw new SettingsException(
          "--report " + report.get() + " cannot be written; choose another file.");
    }
    if (maxIdle.isNegative() || maxIdle.isZero()) {
      throw new SettingsException(
          "--max-idle " + maxIdle + " is not greater than 0; it takes a duration such as PT5M.");
    }
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      throw new SettingsException("--from " + from.get() + " is not before --to " + to.get() + ".");
    }
  }

  /** Whether the file, or the nearest existing folder above it, can be written. */
  private static boolean writable(Path file) {
    Path there = file.toAbsolutePath();
    if (Files.exists(there)) {
      return Files.isRegularFile(there) && Files.isWritable(there);
    }
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    return Files.isDirectory(there) && Files.isWritable(there);
  }
}
