package io.tweetsentiment.emr;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.rules.Contribution;
import io.tweetsentiment.schemas.rules.Fingerprint;
import io.tweetsentiment.schemas.rules.Scoring;
import io.tweetsentiment.schemas.rules.Validity;
import io.tweetsentiment.sentiment.EngineUnavailableException;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.Scores;
import io.tweetsentiment.sentiment.SentimentEngine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;

/**
 * Scores tweets while they are read, in full batches of one route. It keeps at most one batch for
 * each route in memory. Tweets that cannot be counted (deletions, unusable tweets) have no result.
 *
 * <p>Threading: owned by one task.
 */
final class TweetScorer implements Iterator<ScoringResult> {

  private final SentimentEngine engine;
  private final Scoring scoring;
  private final Iterator<Tweet> tweets;
  private final Map<String, List<Tweet>> waiting = new LinkedHashMap<>();
  private final Queue<ScoringResult> ready = new ArrayDeque<>();

  /**
   * Creates an iterator that scores as its results are read.
   *
   * @param engine the caller closes it
   * @param scoring creates the records
   * @param tweets read as results are taken
   */
  TweetScorer(SentimentEngine engine, Scoring scoring, Iterator<Tweet> tweets) {
    this.engine = engine;
    this.scoring = scoring;
    this.tweets = tweets;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && tweets.hasNext()) {
      accept(tweets.next());
    }
    while (ready.isEmpty() && !waiting.isEmpty()) {
      score(waiting.keySet().iterator().next());
    }
    return !ready.isEmpty();
  }

  @Override
  public ScoringResult next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all tweets are scored");
    }
    return ready.remove();
  }

  private void accept(Tweet tweet) {
    if (tweet.getDeleted() || Validity.problem(tweet).isPresent()) {
      return;
    }
    Optional<String> route = engine.route(tweet.getLang());
    if (route.isEmpty()) {
      ready.add(scored(tweet, Contribution.UNSCORED));
      return;
    }
    List<Tweet> batch = waiting.computeIfAbsent(route.get(), r -> new ArrayList<>());
    batch.add(tweet);
    if (batch.size() == engine.maxBatch()) {
      score(route.get());
    }
  }

  private void score(String route) {
    List<Tweet> batch = waiting.remove(route);
    List<Outcome> outcomes =
        engine.score(route, batch.stream().map(Tweet::getText).toList()).join();
    for (int i = 0; i < batch.size(); i++) {
      ready.add(answer(batch.get(i), outcomes.get(i)));
    }
  }

  private ScoringResult answer(Tweet tweet, Outcome outcome) {
    if (outcome instanceof Outcome.Scored result) {
      Scores scores = result.scores();
      return scored(
          tweet,
          Contribution.of(scores.positive(), scores.negative(), scores.neutral(), scores.mixed()));
    }
    if (outcome instanceof Outcome.Rejected rejected) {
      return new ScoringResult.Rejected(tweet.getTweetId(), hash(tweet), rejected.reason());
    }
    // The task fails, and Spark tries it again.
    Outcome.Postponed postponed = (Outcome.Postponed) outcome;
    throw new EngineUnavailableException(postponed.reason(), null, postponed.retryAfter());
  }

  private ScoringResult scored(Tweet tweet, Contribution scores) {
    return new ScoringResult.Scored(
        scoring.sentiment(tweet.getTweetId(), hash(tweet), tweet.getCreatedAt(), scores));
  }

  private static String hash(Tweet tweet) {
    return Fingerprint.ofText(tweet.getText(), tweet.getLang());
  }
}
