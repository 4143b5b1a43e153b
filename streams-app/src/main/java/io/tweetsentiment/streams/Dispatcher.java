package io.tweetsentiment.streams;

import io.tweetsentiment.sentiment.EngineUnavailable;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.streams.Batches.Batch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Feeds one engine for all tasks of the process: starts the next batch when one ends, and never
 * more than the engine takes. An engine that is unavailable is asked again for ever, one batch at a
 * time, until it answers.
 *
 * <p>Threading: {@link #submit} and {@link #status} from any thread; everything else happens on the
 * loop.
 */
final class Dispatcher implements AutoCloseable {

  private final SentimentEngine engine;
  private final Backoff backoff;
  private final Loop loop;
  private final Batches batches;
  private final Queue<Submission> submitted = new ConcurrentLinkedQueue<>();
  private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private int inFlight;
  private int failuresInARow;
  private long lastFailure;
  private long retryAt;
  private boolean timerSet;
  private volatile DispatcherStatus status = DispatcherStatus.IDLE;
  private volatile RuntimeException fatal;

  Dispatcher(SentimentEngine engine, Duration linger, Backoff backoff, Loop loop) {
    this.engine = engine;
    this.backoff = backoff;
    this.loop = loop;
    this.batches = new Batches(engine.maxBatch(), linger.toNanos());
  }

  private record Ended(Batch batch, long startedAt, List<Outcome> outcomes, Throwable failure) {}

  /** Hands over a text; its result comes to its inbox. */
  void submit(Submission text) {
    submitted.add(text);
    wake();
  }

  /** Route of a language; empty when the engine leaves it unscored. */
  Optional<String> route(String lang) {
    return engine.route(lang);
  }

  /** Name and version of the engine. */
  String engineName() {
    return engine.name();
  }

  DispatcherStatus status() {
    return status;
  }

  /** Throws when the engine broke its contract: that is no outage, and waiting would not help. */
  void check() {
    if (fatal != null) {
      throw new IllegalStateException("the engine " + engine.name() + " failed", fatal);
    }
  }

  @Override
  public void close() {
    loop.close();
  }

  private void wake() {
    if (woken.compareAndSet(false, true)) {
      loop.execute(this::turn);
    }
  }

  private void turn() {
    woken.set(false);
    long now = loop.nanoTime();
    for (Ended end = ended.poll(); end != null; end = ended.poll()) {
      inFlight--;
      finish(end, now);
    }
    for (Submission text = submitted.poll(); text != null; text = submitted.poll()) {
      batches.add(text, now);
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

  private boolean mayStart(long now) {
    boolean isFailing = failuresInARow > 0;
    return fatal == null
        && inFlight < (isFailing ? 1 : engine.maxInFlight())
        && (!isFailing || now - retryAt >= 0);
  }

  private void start(Batch batch, long now) {
    inFlight++;
    CompletableFuture<List<Outcome>> answer;
    try {
      answer = engine.score(batch.route(), batch.texts().stream().map(Submission::text).toList());
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    CompletableFuture<?> unused =
        answer.whenComplete(
            (outcomes, failure) -> {
              ended.add(new Ended(batch, now, outcomes, failure));
              wake();
            });
  }

  private void finish(Ended end, long now) {
    Throwable failure = unwrapped(end.failure());
    List<Submission> texts = end.batch().texts();
    if (failure instanceof EngineUnavailable) {
      batches.putBack(end.batch(), now);
      // Batches that were under way together fail together: they count as one failure.
      if (failuresInARow == 0 || end.startedAt() - lastFailure >= 0) {
        failuresInARow++;
        lastFailure = now;
        retryAt = now + backoff.delay(failuresInARow).toNanos();
      }
      status = status.failed(failuresInARow, failure.getMessage());
    } else if (failure != null) {
      fatal = new IllegalStateException(failure);
    } else if (end.outcomes() == null || end.outcomes().size() != texts.size()) {
      fatal = new IllegalStateException("not one outcome a text: " + end.outcomes());
    } else {
      failuresInARow = 0;
      status = status.answered();
      for (int i = 0; i < texts.size(); i++) {
        Submission text = texts.get(i);
        text.inbox().deliver(new Inbox.Result(text, end.outcomes().get(i)));
      }
    }
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
    timerSet = true;
    loop.after(
        Duration.ofNanos(wait),
        () -> {
          timerSet = false;
          turn();
        });
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
