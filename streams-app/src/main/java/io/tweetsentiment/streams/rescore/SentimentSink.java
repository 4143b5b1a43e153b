package io.tweetsentiment.streams.rescore;

import io.tweetsentiment.schemas.TweetSentiment;
import java.util.OptionalLong;

/** Where new sentiments go. */
public interface SentimentSink extends AutoCloseable {

  /**
   * Publishes a sentiment, at once or with the next {@link #flush}.
   *
   * @param arrived arrival time of its tweet, if known
   */
  void publish(TweetSentiment sentiment, OptionalLong arrived);

  /** Returns when all sentiments are stored. */
  void flush();

  @Override
  void close();
}
