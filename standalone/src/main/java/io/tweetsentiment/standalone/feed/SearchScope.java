package io.tweetsentiment.standalone.feed;

import io.tweetsentiment.emulators.corpus.FileCorpus;
import io.tweetsentiment.emulators.corpus.SampleCorpus;
import io.tweetsentiment.emulators.corpus.TimeSpan;
import io.tweetsentiment.emulators.corpus.TweetCorpus;
import io.tweetsentiment.producer.IngestConfig;
import io.tweetsentiment.schemas.rules.Fingerprint;
import io.tweetsentiment.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a run searches: a corpus of tweets, topics, and a time span.
 *
 * @param corpus what the X emulator serves
 * @param topics topics to search for
 * @param from start of the span
 * @param to end of the span, exclusive
 * @param spans parts of the span that contain tweets, in order of time
 */
public record SearchScope(
    TweetCorpus corpus, List<String> topics, Instant from, Instant to, List<TimeSpan> spans)
    implements TweetFeed {

  private static final int LONGEST_NAME = 180;
  private static final Duration SLICE = Duration.ofMinutes(15);

  /** A gap of more than this without tweets is not searched. */
  private static final Duration GAP = Duration.ofDays(1);

  /**
   * Reads the tweets and checks the topics and the span of a run.
   *
   * @param tweets files of tweets; empty for the generated sample
   * @param topics topics to search for; empty for all topics of the tweets
   * @param from start of the span; absent for the earliest tweet
   * @param to end of the span; absent for the latest tweet
   * @throws SettingsException when a file cannot be read, a topic is unknown, or the span is empty
   */
  public static SearchScope of(
      List<Path> tweets, List<String> topics, Optional<Instant> from, Optional<Instant> to) {
    TweetCorpus corpus = corpus(tweets);
    for (String topic : topics) {
      if (topic.isBlank()) {
        throw new SettingsException(
            "--topic is empty. The tweets have the topics: "
                + String.join(", ", corpus.topics())
                + ".");
      }
      if (!corpus.topics().contains(topic)) {
        throw new SettingsException(
            "--topic "
                + topic
                + ": no tweet has this topic. The tweets have the topics: "
                + String.join(", ", corpus.topics())
                + ".");
      }
    }
    List<String> searched = topics.isEmpty() ? corpus.topics() : List.copyOf(topics);
    TimeSpan span =
        corpus
            .span(searched, SLICE)
            .orElseThrow(() -> new SettingsException("--tweets: the files contain no tweet."));
    TimeSpan all = new TimeSpan(from.orElse(span.start()), to.orElse(span.end()));
    if (!all.start().isBefore(all.end())) {
      throw new SettingsException(
          String.format(
              "the span from %s to %s is empty; the tweets are from %s to %s.",
              all.start(), all.end(), span.start(), span.end()));
    }
    return new SearchScope(corpus, searched, all.start(), all.end(), spans(corpus, searched, all));
  }

  /** The parts of the span that contain tweets; the whole span when it contains none. */
  private static List<TimeSpan> spans(TweetCorpus corpus, List<String> topics, TimeSpan all) {
    List<TimeSpan> spans =
        corpus.spans(topics, SLICE, GAP).stream()
            .map(span -> span.within(all))
            .filter(span -> span.start().isBefore(span.end()))
            .toList();
    return spans.isEmpty() ? List.of(all) : spans;
  }

  private static TweetCorpus corpus(List<Path> tweets) {
    if (tweets.isEmpty()) {
      return new SampleCorpus();
    }
    for (Path file : tweets) {
      if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
        throw new SettingsException(
            "--tweets " + file + ": there is no such file, or it cannot be read.");
      }
    }
    try {
      return FileCorpus.read(tweets);
    } catch (IOException e) {
      throw new SettingsException("--tweets: " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<TweetCorpus> emulated() {
    return Optional.of(corpus);
  }

  @Override
  public Map<String, String> producer(String emulatedX, Path folder) {
    return Map.ofEntries(
        Map.entry("topics", IngestConfig.topics(topics)),
        Map.entry("spans", searched()),
        Map.entry("from", from.toString()),
        Map.entry("to", to.toString()),
        Map.entry("x.base.url", emulatedX),
        Map.entry("x.bearer.token", "local"),
        Map.entry("x.http.version", "1.1"),
        Map.entry("checkpoint.file", checkpointFile(folder).toString()));
  }

  /** Only what this class sets counts: the run has nothing to do with the real X. */
  @Override
  public Map<String, String> environment() {
    return Map.of();
  }

  /** The value of the setting {@code spans}; empty when the whole span is searched. */
  private String searched() {
    return spans.equals(List.of(new TimeSpan(from, to)))
        ? ""
        : spans.stream()
            .map(span -> span.start() + "/" + span.end())
            .collect(Collectors.joining(","));
  }

  /** Each combination of topics and span has its own checkpoints. */
  private Path checkpointFile(Path folder) {
    String joined = String.join("+", topics);
    String run = joined + "_" + from + "_" + to;
    String name = run.replaceAll("[^A-Za-z0-9+_.-]", "-");
    // A hash distinguishes topics whose characters were replaced or whose name was cut.
    if (!joined.matches("[A-Za-z0-9+_.-]*") || name.length() > LONGEST_NAME) {
      name =
          name.substring(0, Math.min(LONGEST_NAME, name.length()))
              + "-"
              + Fingerprint.ofReceived(run);
    }
    return folder.resolve(name + ".jsonl");
  }
}
