package io.tweetsentiment.streams.rescore;

import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.schemas.rules.Contribution;
import io.tweetsentiment.schemas.rules.Scoring;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * A text that is scored again.
 *
 * @param key the text
 * @param route route of the engine; empty when the engine leaves it unscored
 * @param content the text as written
 * @param createdAt event time of its tweet
 * @param arrived arrival time of its tweet, if known
 * @param run scoring run of its new sentiment
 */
record Candidate(
    PartitionTexts.Text key,
    String route,
    String content,
    Instant createdAt,
    OptionalLong arrived,
    int run) {

  TweetSentiment sentiment(String engine, Instant at, Contribution scores) {
    return new Scoring(engine, run, at).sentiment(key.tweetId(), key.hash(), createdAt, scores);
  }
}
