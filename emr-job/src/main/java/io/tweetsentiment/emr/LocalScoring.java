package io.tweetsentiment.emr;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.rules.Scoring;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.sentiment.local.LocalEngine;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;

/** Scores every text again in the executors, with one engine for each partition. */
final class LocalScoring {

  private LocalScoring() {}

  /**
   * Scores raw tweets.
   *
   * @param raw rows with the fields of {@link Tweet}
   * @param at time of the scoring, one for the whole job, so that a task that runs again returns
   *     the same rows
   * @return rows of {@link ScoringResult#COLUMNS}
   */
  static Dataset<Row> score(Dataset<Row> raw, Instant at) {
    MapPartitionsFunction<Row, Row> score = rows -> scorePartition(rows, at);
    return raw.mapPartitions(score, Encoders.row(ScoringResult.COLUMNS));
  }

  private static Iterator<Row> scorePartition(Iterator<Row> rows, Instant at) {
    // Opened directly: looking it up by name would load the other engines, whose libraries are
    // missing here.
    SentimentEngine engine = new LocalEngine().open(Map.of());
    TaskCompletionListener close = context -> engine.close();
    TaskContext.get().addTaskCompletionListener(close);
    Iterator<Tweet> tweets = mapped(rows, row -> AvroRows.fill(new Tweet(), row));
    return mapped(
        new TweetScorer(engine, new Scoring(engine.name(), 0, at), tweets), ScoringResult::row);
  }

  private static <A, B> Iterator<B> mapped(
      Iterator<A> from, java.util.function.Function<A, B> change) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return from.hasNext();
      }

      @Override
      public B next() {
        return change.apply(from.next());
      }
    };
  }
}
