package io.tweetsentiment.emr;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.schemas.rules.Fingerprint;
import io.tweetsentiment.schemas.rules.Label;
import io.tweetsentiment.schemas.rules.TenThousandths;
import io.tweetsentiment.schemas.rules.Validity;
import io.tweetsentiment.sentiment.Engines;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.Scores;
import io.tweetsentiment.sentiment.SentimentEngine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Scores every text again in the executors, one engine a partition. */
final class LocalScoring {

  private LocalScoring() {}

  /**
   * Scores raw tweets.
   *
   * @param raw rows with the fields of {@link Tweet}
   * @return rows with the fields of {@link TweetSentiment}
   */
  static Dataset<Row> score(Dataset<Row> raw) {
    MapPartitionsFunction<Row, Row> score = LocalScoring::scorePartition;
    return raw.mapPartitions(
        score, Encoders.row(AvroRows.columns(TweetSentiment.getClassSchema())));
  }

  private static Iterator<Row> scorePartition(Iterator<Row> rows) {
    Instant now = Instant.now();
    List<Row> scored = new ArrayList<>();
    try (SentimentEngine engine = Engines.open("local", Map.of())) {
      while (rows.hasNext()) {
        Tweet tweet = AvroRows.fill(new Tweet(), rows.next());
        if (!tweet.getDeleted() && Validity.problem(tweet).isEmpty()) {
          score(engine, tweet, now)
              .ifPresent(s -> scored.add(RowFactory.create(AvroRows.values(s))));
        }
      }
    }
    return scored.iterator();
  }

  private static Optional<TweetSentiment> score(SentimentEngine engine, Tweet tweet, Instant now) {
    TweetSentiment.Builder sentiment =
        TweetSentiment.newBuilder()
            .setTweetId(tweet.getTweetId())
            .setTextHash(Fingerprint.ofText(tweet.getText(), tweet.getLang()))
            .setEngine(engine.name())
            .setScoredAt(now)
            .setCreatedAt(tweet.getCreatedAt());
    Optional<String> route = engine.route(tweet.getLang());
    if (route.isEmpty()) {
      return Optional.of(sentiment.setLabel(Label.UNSCORED.name()).build());
    }
    Outcome outcome = engine.score(route.get(), List.of(tweet.getText())).join().get(0);
    if (!(outcome instanceof Outcome.Scored result)) {
      return Optional.empty();
    }
    Scores scores = result.scores();
    Label label = Label.of(scores.positive(), scores.negative(), scores.neutral(), scores.mixed());
    return Optional.of(
        sentiment
            .setLabel(label.name())
            .setPositive(rounded(scores.positive()))
            .setNegative(rounded(scores.negative()))
            .setNeutral(rounded(scores.neutral()))
            .setMixed(rounded(scores.mixed()))
            .build());
  }

  private static double rounded(double score) {
    return TenThousandths.toDouble(TenThousandths.of(score));
  }
}
