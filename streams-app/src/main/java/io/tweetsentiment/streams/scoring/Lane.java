package io.tweetsentiment.streams.scoring;

import io.tweetsentiment.sentiment.EngineUnavailable;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.streams.scoring.Batches.Batch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits for one engine and what is under way there, within the engine's own limits. An outage
 * of one engine holds up no other one.
 *
 * <p>Threading: owned by the dispatcher's loop; only answers come from elsewhere.
 */
final class Lane {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final SentimentEngine entrance;
  private final SentimentEngine engine;
  private final Backoff backoff;
  private final Loop loop;
  private final Runnable wake;
  private final Batches batches;
  private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
  private final Outage outage;
  private int inFlight;
  private int failuresInARow;
  private long lastFailure;
  private long retryAt;
  private boolean timerSet;
  private DispatcherStatus status = DispatcherStatus.IDLE;
  private RuntimeException fatal;

  /**
   * A lane without texts.
   *
   * @param entrance takes the batches
   * @param engine whose limits hold
   * @param wake asks for a turn
   */
  Lane(
      SentimentEngine entrance,
      SentimentEngine engine,
      Duration linger,
      Backoff backoff,
      Loop loop,
      Runnable wake) {
    this.entrance = entrance;
    this.engine = engine;
    this.backoff = backoff;
    this.loop = loop;
    this.wake = wake;
    this.batches = new Batches(engine.maxBatch(), linger.toNanos());
    this.outage = new Outage(engine.name());
  }

  private record Ended(Batch batch, long startedAt, List<Outcome> outcomes, Throwable failure) {}

  void add(Submission text, long now) {
    batches.add(text, now);
  }

  /** Takes in what has ended and starts what is due. */
  void turn(long now) {
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

  /** Why nothing is started any more: the engine broke its contract. */
  Optional<RuntimeException> fatal() {
    return Optional.ofNullable(fatal);
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
      answer = entrance.score(batch.route(), batch.texts().stream().map(Submission::text).toList());
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
    if (failure instanceof EngineUnavailable unavailable) {
      batches.putBack(end.batch(), now);
      // Batches that were under way together fail together: they count as one failure.
      if (failuresInARow == 0 || end.startedAt() - lastFailure >= 0) {
        failuresInARow++;
        lastFailure = now;
        long wait = backoff.delay(failuresInARow).toNanos();
        retryAt = now + Math.max(wait, unavailable.retryAfter().toNanos());
      }
      status = status.failed(failuresInARow, failure.getMessage());
      outage.failed(failure.getMessage(), now).ifPresent(LOG::warn);
    } else if (failure != null) {
      fatal = broken(failure);
    } else if (end.outcomes() == null || end.outcomes().size() != texts.size()) {
      fatal = broken(new IllegalStateException("not one outcome a text: " + end.outcomes()));
    } else {
      failuresInARow = 0;
      status = status.answered();
      outage.answered(now).ifPresent(LOG::info);
      for (int i = 0; i < texts.size(); i++) {
        Submission text = texts.get(i);
        text.inbox().deliver(new Inbox.Result(text, end.outcomes().get(i)));
      }
    }
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
