package io.tweetsentiment.streams.scoring;

import io.tweetsentiment.sentiment.EngineUnavailableException;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.streams.scoring.BatchQueue.Batch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.ExponentialBackoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The texts that wait for one engine, and its batches in flight, within the limits of the engine.
 * An outage of one engine does not delay the others.
 *
 * <p>Threading: owned by the dispatcher's event loop; only answers arrive on other threads.
 */
final class EngineQueue {

  private static final Logger LOG = LoggerFactory.getLogger(EngineQueue.class);

  private final SentimentEngine router;
  private final SentimentEngine engine;
  private final ExponentialBackoff backoff;
  private final EventLoop loop;
  private final Runnable wake;
  private final BatchQueue batches;
  private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
  private final OutageLog outages;
  private int inFlight;
  private int failuresInARow;
  private long lastFailure;
  private long retryAt;
  private boolean timerSet;
  private DispatcherStatus status = DispatcherStatus.IDLE;
  private RuntimeException fatal;

  /**
   * A queue without texts.
   *
   * @param router takes the batches and passes them to the engine
   * @param engine scores the texts; its limits apply
   * @param wake requests a call of {@link #advance}
   */
  EngineQueue(
      SentimentEngine router,
      SentimentEngine engine,
      Duration linger,
      ExponentialBackoff backoff,
      EventLoop loop,
      Runnable wake) {
    this.router = router;
    this.engine = engine;
    this.backoff = backoff;
    this.loop = loop;
    this.wake = wake;
    this.batches = new BatchQueue(engine.maxBatch(), linger.toNanos());
    this.outages = new OutageLog(engine.name());
  }

  private record Ended(Batch batch, long startedAt, List<Outcome> outcomes, Throwable failure) {}

  void add(Submission text, long now) {
    batches.add(text, now);
  }

  /** Collects the batches that ended and starts those that are due. */
  void advance(long now) {
    for (Ended end = ended.poll(); end != null; end = ended.poll()) {
      inFlight--;
      finish(end, now);
    }
    int scored = 0;
    int started = 0;
    while (mayStart(now)) {
      Optional<Batch> batch = batches.next(now, inFlight == 0);
      if (batch.isEmpty()) {
        break;
      }
      started++;
      scored += batch.get().texts().size();
      start(batch.get(), now);
    }
    status = status.after(inFlight, batches.size(), started, scored);
    setTimer(now);
  }

  DispatcherStatus status() {
    return status;
  }

  /** Why no more batches are started: the engine broke its contract. */
  Optional<RuntimeException> fatal() {
    return Optional.ofNullable(fatal);
  }

  private boolean mayStart(long now) {
    boolean isFailing = failuresInARow > 0;
    return fatal == null
        && inFlight < (isFailing ? 1 : engine.maxInFlight())
        && (!isFailing || now - retryAt >= 0)
        && engine.untilNextCall().isZero();
  }

  private void start(Batch batch, long now) {
    inFlight++;
    CompletableFuture<List<Outcome>> answer;
    try {
      answer = router.score(batch.route(), batch.texts().stream().map(Submission::text).toList());
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    CompletableFuture<?> unused =
        answer.whenComplete(
            (outcomes, failure) -> {
              ended.add(new Ended(batch, now, outcomes, failure));
              wake.run();
            });
  }

  private void finish(Ended end, long now) {
    Throwable failure = unwrapped(end.failure());
    List<Submission> texts = end.batch().texts();
    if (failure instanceof EngineUnavailableException unavailable) {
      putBack(end, texts, unavailable.getMessage(), unavailable.retryAfter(), now);
    } else if (failure != null) {
      fatal = broken(failure);
    } else if (end.outcomes() == null || end.outcomes().size() != texts.size()) {
      fatal =
          broken(
              new IllegalStateException(
                  "expected " + texts.size() + " outcomes, got " + end.outcomes()));
    } else {
      deliver(end, now);
    }
  }

  /** Delivers what was answered, and puts back what the engine postponed. */
  private void deliver(Ended end, long now) {
    List<Submission> postponed = new ArrayList<>();
    Outcome.Postponed reason = null;
    for (int i = 0; i < end.outcomes().size(); i++) {
      Submission text = end.batch().texts().get(i);
      if (end.outcomes().get(i) instanceof Outcome.Postponed later) {
        postponed.add(text);
        reason = later;
      } else {
        text.results().deliver(new ResultQueue.Result(text, end.outcomes().get(i)));
      }
    }
    if (reason == null) {
      failuresInARow = 0;
      status = status.answered();
      outages.answered(now).ifPresent(LOG::info);
    } else {
      putBack(end, postponed, reason.reason(), reason.retryAfter(), now);
    }
  }

  private void putBack(
      Ended end, List<Submission> texts, String reason, Duration retryAfter, long now) {
    batches.putBack(new Batch(end.batch().route(), texts), now);
    // Batches in flight at the same time fail together: they count as one failure.
    if (failuresInARow == 0 || end.startedAt() - lastFailure >= 0) {
      failuresInARow++;
      lastFailure = now;
      long wait = TimeUnit.MILLISECONDS.toNanos(backoff.backoff(failuresInARow - 1));
      retryAt = now + Math.max(wait, retryAfter.toNanos());
    }
    status = status.failed(failuresInARow, reason);
    outages.failed(reason, now).ifPresent(LOG::warn);
  }

  private IllegalStateException broken(Throwable cause) {
    return new IllegalStateException("the engine " + engine.name() + " failed", cause);
  }

  private void setTimer(long now) {
    if (timerSet || fatal != null || inFlight >= engine.maxInFlight()) {
      return;
    }
    OptionalLong due = batches.untilDue(now);
    if (due.isEmpty() || (failuresInARow > 0 && inFlight > 0)) {
      return;
    }
    long wait = failuresInARow > 0 ? Math.max(0, retryAt - now) : due.getAsLong();
    wait = Math.max(wait, engine.untilNextCall().toNanos());
    timerSet = true;
    loop.after(
        Duration.ofNanos(wait),
        () -> {
          timerSet = false;
          wake.run();
        });
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
