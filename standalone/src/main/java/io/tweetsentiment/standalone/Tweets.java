package io.tweetsentiment.standalone;

import io.tweetsentiment.schemas.settings.SettingsException;
import io.tweetsentiment.standalone.x.FileCorpus;
import io.tweetsentiment.standalone.x.SampleCorpus;
import io.tweetsentiment.standalone.x.TimeSpan;
import io.tweetsentiment.standalone.x.TweetCorpus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a run searches: the tweets, the topics among them, the span.
 *
 * @param corpus what the X emulator serves
 * @param topics topics to search for
 * @param from start of the span
 * @param to end of the span, exclusive
 */
record Tweets(TweetCorpus corpus, List<String> topics, Instant from, Instant to) {

  private static final Duration SLICE = Duration.ofMinutes(15);

  /**
   * Reads the tweets that a run asks for.
   *
   * @throws SettingsException when a file cannot be read, a topic is unknown, or the span is empty
   */
  static Tweets of(RunOptions options) {
    TweetCorpus corpus = corpus(options);
    for (String topic : options.topics()) {
      if (!corpus.topics().contains(topic)) {
        throw new SettingsException(
            "--topic "
                + topic
                + ": no tweet has this topic. There are: "
                + String.join(", ", corpus.topics())
                + ".");
      }
    }
    List<String> topics = options.topics().isEmpty() ? corpus.topics() : options.topics();
    TimeSpan span =
        corpus
            .span(topics, SLICE)
            .orElseThrow(() -> new SettingsException("--tweets: the files hold no tweet."));
    Instant from = options.from().orElse(span.start());
    Instant to = options.to().orElse(span.end());
    if (!from.isBefore(to)) {
      throw new SettingsException(
          String.format(
              "the span from %s to %s is empty; the tweets are from %s to %s.",
              from, to, span.start(), span.end()));
    }
    return new Tweets(corpus, topics, from, to);
  }

  private static TweetCorpus corpus(RunOptions options) {
    if (options.tweets().isEmpty()) {
      return new SampleCorpus();
    }
    try {
      return FileCorpus.read(options.tweets());
    } catch (IOException e) {
      throw new SettingsException("--tweets: " + e.getMessage(), e);
    }
  }
}
