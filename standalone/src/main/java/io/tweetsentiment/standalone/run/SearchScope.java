package io.tweetsentiment.standalone.run;

import io.tweetsentiment.emulators.corpus.FileCorpus;
import io.tweetsentiment.emulators.corpus.SampleCorpus;
import io.tweetsentiment.emulators.corpus.TimeSpan;
import io.tweetsentiment.emulators.corpus.TweetCorpus;
import io.tweetsentiment.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
    TweetCorpus corpus, List<String> topics, Instant from, Instant to, List<TimeSpan> spans) {

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
}
