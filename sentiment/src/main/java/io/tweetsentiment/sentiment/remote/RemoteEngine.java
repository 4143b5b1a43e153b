package io.tweetsentiment.sentiment.remote;

import io.tweetsentiment.sentiment.EngineUnavailableException;
import io.tweetsentiment.sentiment.EngineUsage;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.SentimentEngine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** An engine that scores with {@link BatchScoring}. */
final class RemoteEngine implements SentimentEngine {

  /**
   * The properties of an engine.
   *
   * @param name name of the engine
   * @param maxBatch documents per call
   * @param maxInFlight calls in flight at once
   * @param router decides which documents may share a call
   */
  record Profile(String name, int maxBatch, int maxInFlight, Router router) {}

  /** Chooses the route of a language; see {@link SentimentEngine#route}. */
  @FunctionalInterface
  interface Router {
    Optional<String> of(String lang);
  }

  private final Profile profile;
  private final RemoteService service;
  private final DelayTimer timer;
  private final RateLimiter rate;
  private final UsageMeter meter;
  private final ScoreCache cache;
  private final BatchScoring scoring;
  private volatile boolean closed;

  RemoteEngine(
      Profile profile,
      RemoteService service,
      RateLimiter rate,
      BackoffStrategy backoff,
      RetryLimits limits,
      ScoreCache cache,
      UsageMeter meter) {
    this.profile = profile;
    this.service = service;
    this.timer = new DelayTimer("sentiment-" + profile.name());
    this.rate = rate;
    this.meter = meter;
    this.cache = cache;
    this.scoring =
        new BatchScoring(service, rate, backoff, limits, timer, System::nanoTime, cache, meter);
  }

  @Override
  public String name() {
    return profile.name();
  }

  @Override
  public int maxBatch() {
    return profile.maxBatch();
  }

  @Override
  public int maxInFlight() {
    return profile.maxInFlight();
  }

  @Override
  public Optional<String> route(String lang) {
    return profile.router().of(lang);
  }

  @Override
  public Duration untilNextCall() {
    return rate.untilNextCall();
  }

  @Override
  public CompletableFuture<List<Outcome>> score(String route, List<String> texts) {
    if (texts.size() > profile.maxBatch()) {
      throw new IllegalArgumentException(
          "a batch of "
              + texts.size()
              + " texts; "
              + name()
              + " takes at most "
              + profile.maxBatch());
    }
    if (closed) {
      return CompletableFuture.failedFuture(
          new EngineUnavailableException("the engine " + name() + " is closed", null));
    }
    return scoring.score(route, texts);
  }

  @Override
  public long nanosFor(String route, String text) {
    return meter.nanosFor(service.truncate(text));
  }

  @Override
  public List<EngineUsage> usage() {
    return List.of(meter.of(name()));
  }

  @Override
  public void close() {
    closed = true;
    timer.close();
    service.close();
    cache.close();
  }
}
