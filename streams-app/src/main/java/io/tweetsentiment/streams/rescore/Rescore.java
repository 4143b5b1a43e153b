package io.tweetsentiment.streams.rescore;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.streams.rescore.RescoreChoice.Decision;
import io.tweetsentiment.streams.rescore.StoredTweets.Raw;
import java.util.Optional;

/**
 * Scores tweets again with another engine: reads the tweets and sentiments that exist when it
 * starts, and publishes for each chosen text a sentiment with the next scoring run, which wins in
 * the topology and in the batch job.
 *
 * <p>What is done is read from the sentiments themselves, so a rescore that was ended in any way
 * goes on when the same one starts again; only the documents in flight are paid twice.
 */
public final class Rescore {

  private final StoredTweets stored;
  private final SentimentEngine engine;
  private final RescoreChoice choice;

  /** A rescore of what is stored; the caller closes both. */
  public Rescore(StoredTweets stored, SentimentEngine engine, RescoreChoice choice) {
    this.stored = stored;
    this.engine = engine;
    this.choice = choice;
  }

  /** Finds out what {@link #run} would do, without a call of the engine. */
  public RescorePlan plan() {
    RescorePlan plan = new RescorePlan(engine.maxBatch());
    for (int partition = 0; partition < stored.partitions(); partition++) {
      PartitionTexts texts = texts(partition);
      stored.tweets(
          partition,
          raw ->
              texts
                  .take(raw.tweet())
                  .ifPresent(
                      text -> {
                        Optional<String> route = engine.route(raw.tweet().getLang());
                        Decision decision = decide(texts.sentiment(text), route);
                        plan.add(decision);
                        if (decision == Decision.SCORE) {
                          String content = raw.tweet().getText();
                          plan.addDocument(
                              route.orElseThrow(),
                              content,
                              engine.nanosFor(route.orElseThrow(), content));
                        }
                      }));
    }
    return plan;
  }

  /** Scores and publishes; returns when all is published or a limit is reached. */
  public RescoreProgress run(ScoringPump pump) {
    for (int partition = 0; partition < stored.partitions() && !pump.isLimited(); partition++) {
      PartitionTexts texts = texts(partition);
      stored.tweets(
          partition,
          raw -> {
            if (!pump.isLimited()) {
              texts.take(raw.tweet()).ifPresent(text -> score(pump, raw, text, texts));
            }
          });
    }
    return pump.finish();
  }

  private void score(ScoringPump pump, Raw raw, PartitionTexts.Text text, PartitionTexts texts) {
    Tweet tweet = raw.tweet();
    KnownSentiment known = texts.sentiment(text);
    Optional<String> route = engine.route(tweet.getLang());
    Decision decision = decide(known, route);
    if (decision == Decision.SCORE || decision == Decision.UNSCORED) {
      pump.add(
          new Candidate(
              text,
              route.orElse(""),
              tweet.getText(),
              tweet.getCreatedAt(),
              raw.arrived(),
              choice.runAfter(known)));
    }
  }

  private Decision decide(KnownSentiment known, Optional<String> route) {
    // The name of the engine of the route, because an engine may leave languages to another one.
    String name = route.map(engine::engineFor).orElse(engine).name();
    return choice.decide(known, name, route.isPresent());
  }

  private PartitionTexts texts(int partition) {
    PartitionTexts texts = new PartitionTexts(choice);
    stored.tweets(partition, raw -> texts.tweet(raw.tweet()));
    texts.endTweets();
    stored.sentiments(partition, texts::sentiment);
    return texts;
  }
}
