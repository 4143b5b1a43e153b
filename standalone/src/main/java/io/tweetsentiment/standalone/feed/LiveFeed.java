package io.tweetsentiment.standalone.feed;

import io.tweetsentiment.emulators.corpus.TweetCorpus;
import io.tweetsentiment.producer.IngestConfig;
import io.tweetsentiment.schemas.rules.Fingerprint;
import io.tweetsentiment.settings.SettingsException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.LoggerFactory;

/**
 * Posts of X or Bluesky. Without an end the run goes on with new posts as they come.
 *
 * @param source x or jetstream, as the producer names it
 * @param keywords what to look for under each topic; empty for the topics themselves
 * @param environment variables of the process: the token, and other settings of the producer
 */
public record LiveFeed(
    String source,
    List<String> topics,
    List<String> keywords,
    Optional<Instant> from,
    Optional<Instant> to,
    Map<String, String> environment,
    Clock clock)
    implements TweetFeed {

  /** The producer's name for X. */
  public static final String X = "x";

  /** The producer's name for Bluesky. */
  public static final String JETSTREAM = "jetstream";

  private static final List<String> TOKENS =
      List.of("X_BEARER_TOKEN", "PRODUCER_X_BEARER_TOKEN", "PRODUCER_X_BEARER_TOKEN_FILE");
  private static final String FREQ = "PRODUCER_FREQ";

  /** A new run begins a little earlier than now, so that there is something to see. */
  private static final Duration LOOK_BACK = Duration.ofMinutes(15);

  private static final Duration X_IS_BEHIND = Duration.ofSeconds(10);

  public LiveFeed {
    topics = List.copyOf(topics);
    keywords = List.copyOf(keywords);
    environment = Map.copyOf(environment);
    if (topics.isEmpty() && keywords.isEmpty()) {
      throw new SettingsException("--source " + source + " needs --topic.");
    }
    if (source.equals(X) && !keywords.isEmpty()) {
      throw new SettingsException(
          "--keyword is for --source jetstream; PRODUCER_QUERY_<TOPIC> sets a query for X.");
    }
    if (source.equals(X) && !hasToken(environment)) {
      throw new SettingsException(
          "--source x needs a bearer token of X in X_BEARER_TOKEN, or a file with it in"
              + " PRODUCER_X_BEARER_TOKEN_FILE.");
    }
    if (source.equals(X)
        && to.isPresent()
        && to.get().isAfter(clock.instant().minus(X_IS_BEHIND))) {
      throw new SettingsException(
          "--to "
              + to.get()
              + " is not at least 10 seconds ago; leave it out to go on with new posts.");
    }
  }

  /** Whether there is a token of X. */
  public static boolean hasToken(Map<String, String> environment) {
    return TOKENS.stream().anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
  }

  @Override
  public Optional<TweetCorpus> emulated() {
    return Optional.empty();
  }

  @Override
  public Map<String, String> producer(String emulatedX, Path folder) throws IOException {
    List<String> named = topics.isEmpty() ? keywords : topics;
    Map<String, String> settings = new HashMap<>();
    settings.put("source", source);
    settings.put("topics", IngestConfig.topics(named));
    if (!topics.isEmpty() && !keywords.isEmpty()) {
      topics.forEach(topic -> settings.put("query." + topic, IngestConfig.anyOf(keywords)));
    }
    settings.put("checkpoint.file", folder.resolve("live-" + source + ".jsonl").toString());
    to.ifPresent(end -> settings.put("to", end.toString()));
    if (source.equals(X)) {
      Instant begin = begin(folder);
      // Not static: a feed is made before the log is named.
      LoggerFactory.getLogger(LiveFeed.class).info("searches X from {} on", begin);
      settings.put("from", begin.toString());
      settings.put("follow", Boolean.toString(to.isEmpty()));
      // A search of a quarter of an hour costs no more than one of a minute.
      settings.put("freq", environment.getOrDefault(FREQ, to.isEmpty() ? "PT1M" : "PT15M"));
    } else {
      from.ifPresent(start -> settings.put("from", start.toString()));
    }
    return settings;
  }

  /**
   * Where the search begins. A run that follows without a given begin keeps it, for the same
   * topics: otherwise the time between two starts would be lost.
   */
  private Instant begin(Path folder) throws IOException {
    Instant begin =
        from.orElseGet(() -> clock.instant().minus(LOOK_BACK).truncatedTo(ChronoUnit.MINUTES));
    if (from.isPresent() || to.isPresent()) {
      return begin;
    }
    String sorted = IngestConfig.topics(new TreeSet<>(topics));
    Path file =
        folder.resolve("live-x-" + Fingerprint.ofReceived(sorted).substring(0, 12) + ".from");
    if (Files.exists(file)) {
      return kept(file);
    }
    Files.createDirectories(folder);
    Path unfinished =
        Files.writeString(file.resolveSibling(file.getFileName() + ".new"), begin + "\n");
    try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    return begin;
  }

  private static Instant kept(Path file) throws IOException {
    String text = Files.readString(file).strip();
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new SettingsException(
          file
              + " holds '"
              + text
              + "', which is not the time of the first start. Write that into it, such as"
              + " 2026-01-31T00:00:00Z, or remove it to begin now.",
          e);
    }
  }

  /** Without the values of the variables, which contain the token. */
  @Override
  public String toString() {
    return "LiveFeed[" + source + ", topics=" + topics + "]";
  }
}
