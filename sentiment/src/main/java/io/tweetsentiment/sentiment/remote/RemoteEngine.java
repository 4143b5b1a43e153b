package io.tweetsentiment.sentiment.remote;

import io.tweetsentiment.sentiment.EngineUnavailable;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.SentimentEngine;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The engine's shape around {@link BatchScoring}. */
final class RemoteEngine implements SentimentEngine {

  /**
   * What differs between services.
   *
   * @param name name of the engine
   * @param maxBatch documents a call
   * @param maxInFlight calls under way at once
   * @param routes which documents share a call
   */
  record Shape(String name, int maxBatch, int maxInFlight, Routes routes) {}

  /** The route of a language, as {@link SentimentEngine#route} says. */
  @FunctionalInterface
  interface Routes {
    Optional<String> of(String lang);
  }

  private final Shape shape;
  private final RemoteService service;
  private final SchedulerTimer timer;
  private final BatchScoring scoring;
  private volatile boolean closed;

  RemoteEngine(
      Shape shape, RemoteService service, RateLimit limit, Backoff backoff, Patience patience) {
    this.shape = shape;
    this.service = service;
    this.timer = new SchedulerTimer("sentiment-" + shape.name());
    this.scoring = new BatchScoring(service, limit, backoff, patience, timer, System::nanoTime);
  }

  @Override
  public String name() {
    return shape.name();
  }

  @Override
  public int maxBatch() {
    return shape.maxBatch();
  }

  @Override
  public int maxInFlight() {
    return shape.maxInFlight();
  }

  @Override
  public Optional<String> route(String lang) {
    return shape.routes().of(lang);
  }

  @Override
  public CompletableFuture<List<Outcome>> score(String route, List<String> texts) {
    if (texts.size() > shape.maxBatch()) {
      throw new IllegalArgumentException(
          texts.size() + " texts; " + name() + " takes at most " + shape.maxBatch());
    }
    if (closed) {
      return CompletableFuture.failedFuture(
          new EngineUnavailable("the engine " + name() + " is closed", null));
    }
    return scoring.score(route, texts);
  }

  @Override
  public void close() {
    closed = true;
    timer.close();
    service.close();
  }
}
