package io.tweetsentiment.streams.rescore;

import io.tweetsentiment.schemas.rules.Contribution;
import io.tweetsentiment.sentiment.EngineUnavailableException;
import io.tweetsentiment.sentiment.EngineUsage;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.Scores;
import io.tweetsentiment.sentiment.SentimentEngine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Has texts scored in full batches of one route, as many in flight as the engine takes, and
 * publishes the results. A batch that the engine could not score is sent again until a time limit.
 *
 * <p>Threading: owned by one thread, which waits for the engine.
 */
public final class ScoringPump {

  /** Marks of unscored texts after which they are flushed, so that none of them pile up. */
  private static final int FLUSHED_AT_ONCE = 1_000;

  private static final Duration FIRST_DELAY = Duration.ofMillis(200);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

  private record Ended(List<Candidate> batch, List<Outcome> outcomes, Throwable failure) {}

  /** Waits; a test replaces it. */
  @FunctionalInterface
  public interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  private final SentimentEngine engine;
  private final SentimentSink sink;
  private final RescoreLimits limits;
  private final Clock clock;
  private final Sleeper sleeper;
  private final Consumer<RescoreProgress> listener;
  private final Map<String, List<Candidate>> waiting = new LinkedHashMap<>();
  private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
  private int inFlight;
  private int failures;
  private int unflushed;

  /** When the engine failed first after its last answer; null while it answers. */
  private Instant troubledSince;

  private long admitted;
  private long admittedNanos;
  private long waitingTexts;
  private long waitingNanos;
  private final long documentsBefore;
  private final long nanosBefore;
  private RescoreProgress progress = RescoreProgress.NOTHING;

  /**
   * A pump.
   *
   * @param clock supplies the time of scoring
   * @param listener is told the progress after each batch
   */
  public ScoringPump(
      SentimentEngine engine,
      SentimentSink sink,
      RescoreLimits limits,
      Clock clock,
      Sleeper sleeper,
      Consumer<RescoreProgress> listener) {
    this.engine = engine;
    this.sink = sink;
    this.limits = limits;
    this.clock = clock;
    this.sleeper = sleeper;
    this.listener = listener;
    this.documentsBefore = sentDocuments();
    this.nanosBefore = sentNanos();
  }

  boolean isLimited() {
    return progress.isLimited();
  }

  /** Scores a text with this call or a later one, unless a limit is reached. */
  void add(Candidate text) {
    if (text.route().isEmpty()) {
      sink.publish(
          text.sentiment(engine.name(), clock.instant(), Contribution.UNSCORED), text.arrived());
      progress = progress.published(1);
      if (++unflushed == FLUSHED_AT_ONCE) {
        unflushed = 0;
        sink.flush();
        listener.accept(progress);
      }
      return;
    }
    long price = engine.nanosFor(text.route(), text.content());
    if (admitted + 1 > limits.documents()
        || admittedNanos + price > limits.nanos()
        || exceeds(waitingTexts + 1, waitingNanos + price)) {
      progress = progress.limited();
      return;
    }
    admitted++;
    admittedNanos += price;
    waitingTexts++;
    waitingNanos += price;
    List<Candidate> batch = waiting.computeIfAbsent(text.route(), r -> new ArrayList<>());
    batch.add(text);
    if (batch.size() == engine.engineFor(text.route()).maxBatch()) {
      start(waiting.remove(text.route()));
    }
  }

  /** Sends the rest and waits for all results. */
  RescoreProgress finish() {
    while (!waiting.isEmpty()) {
      start(waiting.remove(waiting.keySet().iterator().next()));
    }
    while (inFlight > 0) {
      takeOne();
    }
    sink.flush();
    listener.accept(progress);
    return progress;
  }

  /** Whether more documents exceed a limit, by what was really sent, repeated calls included. */
  private boolean exceeds(long documents, long nanos) {
    return sentDocuments() - documentsBefore + documents > limits.documents()
        || sentNanos() - nanosBefore + nanos > limits.nanos();
  }

  private long sentDocuments() {
    return engine.usage().stream().mapToLong(EngineUsage::documents).sum();
  }

  private long sentNanos() {
    return engine.usage().stream().mapToLong(EngineUsage::nanos).sum();
  }

  private long nanos(List<Candidate> batch) {
    return batch.stream().mapToLong(text -> engine.nanosFor(text.route(), text.content())).sum();
  }

  private void start(List<Candidate> batch) {
    String route = batch.get(0).route();
    while (inFlight >= engine.engineFor(route).maxInFlight()) {
      takeOne();
    }
    waitingTexts -= batch.size();
    waitingNanos -= nanos(batch);
    if (exceeds(batch.size(), nanos(batch))) {
      progress = progress.limited();
      return;
    }
    send(batch);
  }

  private void send(List<Candidate> batch) {
    inFlight++;
    CompletableFuture<?> unused =
        engine
            .score(batch.get(0).route(), batch.stream().map(Candidate::content).toList())
            .whenComplete(
                (outcomes, failure) -> ended.add(new Ended(batch, outcomes, unwrapped(failure))));
  }

  private void takeOne() {
    Ended end = next();
    inFlight--;
    progress = progress.paid(engine.usage().isEmpty() ? admittedNanos : sentNanos() - nanosBefore);
    if (end.failure() instanceof EngineUnavailableException unavailable) {
      repeat(end.batch(), unavailable.getMessage(), unavailable.retryAfter());
    } else if (end.failure() != null) {
      throw new IllegalStateException(
          "the engine " + engine.name() + " failed: " + end.failure(), end.failure());
    } else {
      publish(end);
    }
    listener.accept(progress);
  }

  private Ended next() {
    try {
      Ended end = ended.poll(limits.idle().toMillis(), TimeUnit.MILLISECONDS);
      if (end == null) {
        throw gaveUp("no call has ended");
      }
      return end;
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private void publish(Ended end) {
    String name = engine.engineFor(end.batch().get(0).route()).name();
    List<Candidate> postponed = new ArrayList<>();
    Outcome.Postponed reason = null;
    long published = 0;
    for (int i = 0; i < end.batch().size(); i++) {
      Candidate text = end.batch().get(i);
      Outcome outcome = end.outcomes().get(i);
      if (outcome instanceof Outcome.Scored scored) {
        Scores s = scored.scores();
        sink.publish(
            text.sentiment(
                scored.engineOr(name),
                clock.instant(),
                Contribution.of(s.positive(), s.negative(), s.neutral(), s.mixed())),
            text.arrived());
        published++;
      } else if (outcome instanceof Outcome.Rejected rejected) {
        progress = progress.rejected(rejected.reason());
      } else if (outcome instanceof Outcome.Postponed later) {
        postponed.add(text);
        reason = later;
      }
    }
    sink.flush();
    progress = progress.published(published);
    if (published > 0 || reason == null) {
      troubledSince = null;
      failures = 0;
    }
    if (reason != null) {
      repeat(postponed, reason.reason(), reason.retryAfter());
    }
  }

  private void repeat(List<Candidate> batch, String reason, Duration retryAfter) {
    progress = progress.troubled(reason);
    listener.accept(progress);
    if (exceeds(batch.size(), nanos(batch))) {
      progress = progress.limited();
      return;
    }
    Instant now = clock.instant();
    if (troubledSince == null) {
      troubledSince = now;
    }
    Duration left = limits.idle().minus(Duration.between(troubledSince, now));
    if (left.isNegative() || left.isZero()) {
      throw gaveUp(reason);
    }
    Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(10, failures));
    failures++;
    Duration shorter = delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
    Duration asked = shorter.compareTo(retryAfter) < 0 ? retryAfter : shorter;
    try {
      sleeper.sleep(asked.compareTo(left) < 0 ? asked : left);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
    send(batch);
  }

  private EngineUnavailableException gaveUp(String reason) {
    return new EngineUnavailableException(
        String.format(
            "the engine %s has scored nothing for %s: %s. %,d texts have a new sentiment; the same"
                + " command goes on with the others.",
            engine.name(), limits.idle(), reason, progress.published()),
        null);
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
