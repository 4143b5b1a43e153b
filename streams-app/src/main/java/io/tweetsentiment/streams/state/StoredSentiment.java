package io.tweetsentiment.streams.state;

import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.schemas.rules.Contribution;
import io.tweetsentiment.schemas.rules.Scoring;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;

/**
 * The greatest sentiment of a text of a tweet.
 *
 * @param textHash hash of the text
 * @param arrivedAt when it was stored, milliseconds since the epoch
 * @param scoringRun see {@link TweetSentiment}
 * @param scores label and scores
 * @param engine name and version
 * @param scoredAt milliseconds since the epoch
 * @param createdAt milliseconds since the epoch
 */
public record StoredSentiment(
    String textHash,
    long arrivedAt,
    int scoringRun,
    Contribution scores,
    String engine,
    long scoredAt,
    long createdAt) {

  public static StoredSentiment of(TweetSentiment sentiment, long arrivedAt) {
    return new StoredSentiment(
        sentiment.getTextHash(),
        arrivedAt,
        sentiment.getScoringRun(),
        Contribution.of(sentiment),
        sentiment.getEngine(),
        sentiment.getScoredAt().toEpochMilli(),
        sentiment.getCreatedAt().toEpochMilli());
  }

  public TweetSentiment sentiment(String tweetId) {
    return new Scoring(engine, scoringRun, Instant.ofEpochMilli(scoredAt))
        .sentiment(tweetId, textHash, Instant.ofEpochMilli(createdAt), scores);
  }

  void write(DataOutput out) throws IOException {
    BinaryFields.foreignHash(textHash, out);
    out.writeLong(arrivedAt);
    out.writeInt(scoringRun);
    BinaryFields.contribution(scores, out);
    BinaryFields.text(engine, out);
    out.writeLong(scoredAt);
    out.writeLong(createdAt);
  }

  static StoredSentiment read(DataInput in) throws IOException {
    return new StoredSentiment(
        BinaryFields.foreignHash(in),
        in.readLong(),
        in.readInt(),
        BinaryFields.contribution(in),
        BinaryFields.text(in),
        in.readLong(),
        in.readLong());
  }
}
